package dev.patchbay.core.process;

import java.util.List;

/** The ways of starting a command, each of which has to do what the tests say. */
enum Ways {
  SETSID {
    @Override
    Starter starter() {
      return new SetsidStarter("/usr/bin:/bin");
    }
  },
  POSIX_SPAWN {
    @Override
    Starter starter() throws ReflectiveOperationException {
      return Starters.posixSpawn();
    }
  };

  abstract Starter starter() throws ReflectiveOperationException;

  Processes processes() {
    try {
      Starter starter = starter();
      return new Processes(() -> starter);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static List<Ways> here() {
    return Runtime.version().feature() >= 22 ? List.of(values()) : List.of(SETSID);
  }
}
