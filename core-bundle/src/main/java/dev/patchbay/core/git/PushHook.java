package dev.patchbay.core.git;

import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;

/**
 * The `post-receive` hook through which each push is seen by itself. It writes into the Git
 * directory and not to the daemon, so a push waits for nobody and none is missed.
 */
public final class PushHook {
  private static final String MARK = "# Installed by \"patchbay hook install\"";

  private static final String SCRIPT =
      """
      #!/bin/sh
      %s: leaves each push where the daemon finds it, be it
      # running or not. The hook that was here before is called after it.
      before="$0.before-patchbay"
      dir="${GIT_DIR:-.}"
      if [ -f "$dir/commondir" ]; then dir="$(git rev-parse --git-common-dir)"; fi
      spool="$dir/%s"
      file="$spool/$(date +%%s%%N)-$$"
      if [ -w "$spool" ] && cat > "$file.partial"; then
        exec < "$file.partial"
        mv "$file.partial" "$file.push"
      fi
      if [ -x "$before" ]; then exec "$before" "$@"; fi
      exit 0
      """
          .formatted(MARK, PushSpool.FOLDER);

  private PushHook() {}

  /** Installs it, or does nothing that can be seen when it is there; answers where it is. */
  public static Path install(Repo repo) {
    Path folder = directory(repo);
    Path hook = folder.resolve("post-receive");
    try {
      makeSpool(repo);
      Files.createDirectories(folder);
      // Written before the one there is moved away: a full disk must not cost it.
      Path script = Files.createTempFile(folder, "post-receive", ".new");
      try {
        Files.writeString(script, SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (Files.exists(hook, LinkOption.NOFOLLOW_LINKS) && !ours(hook)) {
          keep(hook);
        }
        Files.move(script, hook, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(script);
      }
      return hook;
    } catch (IOException e) {
      throw new RepositoryException(
          Reason.FAILED, "cannot install %s: %s".formatted(hook, why(e)), e);
    }
  }

  private static String why(IOException e) {
    return e instanceof FileSystemException file
        ? "%s: %s; let the user of the daemon write there"
            .formatted(file.getFile(), LooseRefs.reason(file))
        : String.valueOf(e.getMessage());
  }

  /** Push hooks run in the Git directory, which a relative path begins at. */
  private static Path directory(Repo repo) {
    Config config = repo.jgit().getConfig();
    String section = ConfigConstants.CONFIG_CORE_SECTION;
    String key = ConfigConstants.CONFIG_KEY_HOOKS_PATH;
    String configured = config.getString(section, null, key);
    if (configured == null) {
      return repo.gitDir().resolve("hooks");
    }
    if (configured.startsWith("~") || configured.startsWith("%(")) {
      throw new RepositoryException(
          Reason.UNSUPPORTED,
          "core.hooksPath of %s is %s, which depends on who pushes; make it an absolute path"
              .formatted(repo.path(), configured));
    }
    return repo.gitDir().resolve(configured);
  }

  private static boolean ours(Path hook) throws IOException {
    return new String(Files.readAllBytes(hook), StandardCharsets.ISO_8859_1).contains(MARK);
  }

  private static void keep(Path hook) throws IOException {
    Path kept = hook.resolveSibling("post-receive.before-patchbay");
    if (Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("both %s and %s are there; remove or join them".formatted(hook, kept));
    }
    Files.move(hook, kept);
  }

  /** Whoever may push, and so write objects, may also leave word of it. */
  private static void makeSpool(Repo repo) throws IOException {
    Path spool = Files.createDirectories(repo.gitDir().resolve(PushSpool.FOLDER));
    PosixFileAttributes objects =
        Files.readAttributes(repo.gitDir().resolve("objects"), PosixFileAttributes.class);
    for (Path directory : new Path[] {spool.getParent(), spool}) {
      PosixFileAttributeView view =
          Files.getFileAttributeView(directory, PosixFileAttributeView.class);
      if (!view.readAttributes().owner().equals(objects.owner())) {
        view.setOwner(objects.owner());
      }
      if (!view.readAttributes().group().equals(objects.group())) {
        view.setGroup(objects.group());
      }
      view.setPermissions(objects.permissions());
    }
  }
}
