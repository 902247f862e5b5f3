package dev.patchbay.core.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that came of one command: its session, its descendants, and what carries its marks.
 * Members are remembered by pid and start time, so that one whose parent has gone meanwhile is
 * still known, and a stranger that got a member's pid is not.
 */
final class ProcessTree {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

  /** How long killed processes may take to go: one in the middle of I/O cannot be hurried. */
  private static final Duration DEATH = Duration.ofSeconds(5);

  private final Marks marks;
  private final Set<Long> untouchable = new HashSet<>(Set.of(1L));

  /** Start times by pid of all that were ever found to be members. */
  private final Map<Long, Long> known = new HashMap<>();

  ProcessTree(Collection<ProcessIdentity> roots, Marks marks) {
    this.marks = marks;
    String boot = ProcessIdentity.currentBoot();
    roots.stream().filter(r -> r.boot().equals(boot)).forEach(r -> known.put(r.pid(), r.start()));
    // A daemon that was itself started by a task carries that task's marks, and so may its parents.
    for (ProcessHandle self = ProcessHandle.current(); ; self = self.parent().orElseThrow()) {
      untouchable.add(self.pid());
      if (self.parent().isEmpty()) {
        break;
      }
    }
  }

  /** TERM, at most {@code grace} to end by themselves, KILL; an interrupt cuts the grace short. */
  void end(Duration grace) {
    boolean interrupted = false;
    try {
      interrupted = terminate(System.nanoTime() + grace.toNanos());
      long deadline = System.nanoTime() + DEATH.toNanos();
      List<ProcessEntry> left = members();
      while (!left.isEmpty() && System.nanoTime() < deadline) {
        left.forEach(entry -> signal(entry, true));
        interrupted |= pause();
        left = members();
      }
      if (!left.isEmpty()) {
        LOG.warn("processes {} did not end on SIGKILL; look at them by hand", pids(left));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean terminate(long deadline) {
    Set<Long> asked = new HashSet<>();
    while (System.nanoTime() < deadline) {
      List<ProcessEntry> left = members();
      if (left.isEmpty()) {
        return false;
      }
      left.stream().filter(e -> asked.add(e.pid())).forEach(entry -> signal(entry, false));
      do {
        if (pause()) {
          return true;
        }
        // Looking at those few is cheap; the whole table is read again only when they are gone.
      } while (System.nanoTime() < deadline && left.stream().anyMatch(ProcessTree::lives));
    }
    return false;
  }

  private List<ProcessEntry> members() {
    List<ProcessEntry> others = new ArrayList<>(ProcessEntry.all());
    others.removeIf(entry -> untouchable.contains(entry.pid()));
    Set<Long> pids = new HashSet<>();
    Set<Long> sessions = new HashSet<>();
    List<ProcessEntry> members = new ArrayList<>();
    List<ProcessEntry> found = take(others, this::recognised);
    while (!found.isEmpty()) {
      members.addAll(found);
      for (ProcessEntry entry : found) {
        known.put(entry.pid(), entry.start());
        pids.add(entry.pid());
      }
      // A session's number stays taken while a member lives, so it is still that of ours. One that
      // nobody of ours began (a person's terminal) is not trusted.
      found.stream().map(ProcessEntry::session).filter(known::containsKey).forEach(sessions::add);
      found = take(others, e -> pids.contains(e.parent()) || sessions.contains(e.session()));
    }
    return members;
  }

  private boolean recognised(ProcessEntry entry) {
    return known.getOrDefault(entry.pid(), -1L) == entry.start() || marks.carriedBy(entry.pid());
  }

  private static List<ProcessEntry> take(List<ProcessEntry> from, Predicate<ProcessEntry> which) {
    List<ProcessEntry> taken = from.stream().filter(which).toList();
    from.removeAll(taken);
    return taken;
  }

  private static boolean lives(ProcessEntry entry) {
    return ProcessEntry.of(entry.pid()).map(now -> now.start() == entry.start()).orElse(false);
  }

  private static void signal(ProcessEntry entry, boolean kill) {
    // The handle first, the comparison second: the handle refuses if the pid changes hands after.
    ProcessHandle.of(entry.pid())
        .filter(handle -> lives(entry))
        .ifPresent(handle -> destroy(handle, kill));
  }

  private static void destroy(ProcessHandle handle, boolean kill) {
    boolean sent = kill ? handle.destroyForcibly() : handle.destroy();
    LOG.debug("{} to {}: {}", kill ? "KILL" : "TERM", handle.pid(), sent);
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static List<Long> pids(List<ProcessEntry> entries) {
    return entries.stream().map(ProcessEntry::pid).toList();
  }
}
