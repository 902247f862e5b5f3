package dev.patchbay.core.run;

/** What a lock is for: one run of a job per repository. */
record LockKey(String repository, String job) {}
