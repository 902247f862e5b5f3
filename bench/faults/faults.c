/* A disk that fails on demand, for one process: LD_PRELOAD=faults.so FAULTS=DIR.
   While DIR/fsync is there, syncing a file of the database fails with EIO; while DIR/space is
   there, writing to one fails with ENOSPC; while DIR/read is there, reading one fails with EIO. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int failing(const char *what, int fd) {
  const char *dir = getenv("FAULTS");
  char path[4096], link[64];
  if (!dir) return 0;
  snprintf(path, sizeof path, "%s/%s", dir, what);
  if (access(path, F_OK) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, "/patchbay.db") != NULL;
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__)) dlsym(RTLD_NEXT, #name)

int fsync(int fd) {
  REAL(int, fsync, int);
  if (failing("fsync", fd)) { errno = EIO; return -1; }
  return real(fd);
}

int fdatasync(int fd) {
  REAL(int, fdatasync, int);
  if (failing("fsync", fd)) { errno = EIO; return -1; }
  return real(fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
  if (failing("space", fd)) { errno = ENOSPC; return -1; }
  return real(fd, bytes, count, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  return pwrite64(fd, bytes, count, at);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, write, int, const void *, size_t);
  if (failing("space", fd)) { errno = ENOSPC; return -1; }
  return real(fd, bytes, count);
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t at) {
  REAL(ssize_t, pread64, int, void *, size_t, off64_t);
  if (failing("read", fd)) { errno = EIO; return -1; }
  return real(fd, bytes, count, at);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t at) {
  return pread64(fd, bytes, count, at);
}
