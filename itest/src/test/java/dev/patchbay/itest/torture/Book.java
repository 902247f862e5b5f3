package dev.patchbay.itest.torture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** All that was acknowledged to somebody outside: none of it may be lost. */
final class Book {
  /** A change of a ref that git has acknowledged; absent values are "". */
  record Pushed(String ref, String from, String to) {}

  /** A line that {@code events} has shown. */
  record Seen(long seq, String id, String name) {}

  private final Map<String, List<Pushed>> pushes = new HashMap<>();
  private final ConcurrentMap<Long, Seen> seen = new ConcurrentHashMap<>();
  private final Set<String> askedToEnd = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, Instant> cancelled = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> ended = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> receipts = new ConcurrentHashMap<>();
  private final List<String> submitted = new CopyOnWriteArrayList<>();
  private final List<String> contradictions = new CopyOnWriteArrayList<>();
  private final AtomicInteger pluginCommands = new AtomicInteger();

  synchronized void pushed(String repository, Pushed push) {
    pushes.computeIfAbsent(repository, key -> new ArrayList<>()).add(push);
  }

  synchronized List<Pushed> pushes(String repository) {
    return List.copyOf(pushes.getOrDefault(repository, List.of()));
  }

  /** What is told twice must be the same both times. */
  void seen(Seen event) {
    Seen before = seen.put(event.seq(), event);
    if (before != null && !before.equals(event)) {
      contradictions.add("events showed " + before + ", then " + event);
    }
  }

  List<Seen> seen() {
    return List.copyOf(seen.values());
  }

  void submitted(String run) {
    submitted.add(run);
  }

  List<String> submitted() {
    return List.copyOf(submitted);
  }

  /** Whether it was cancelled is known only when that was answered. */
  void askedToEnd(String run) {
    askedToEnd.add(run);
  }

  Set<String> askedToEnd() {
    return Set.copyOf(askedToEnd);
  }

  void cancelled(String run, Instant answered) {
    cancelled.put(run, answered);
  }

  Map<String, Instant> cancelled() {
    return Map.copyOf(cancelled);
  }

  /** A listing has shown the end of this run. */
  void ended(String run, String status) {
    String before = ended.put(run, status);
    if (before != null && !before.equals(status)) {
      contradictions.add("run " + run + " was shown as " + before + ", then as " + status);
    }
  }

  Map<String, String> ended() {
    return Map.copyOf(ended);
  }

  void receipt(String id, String json) {
    String before = receipts.put(id, json);
    if (before != null && !before.equals(json)) {
      contradictions.add("receipt " + id + " was shown as " + before + ", then as " + json);
    }
  }

  Map<String, String> receipts() {
    return Map.copyOf(receipts);
  }

  void pluginCommand() {
    pluginCommands.incrementAndGet();
  }

  int pluginCommands() {
    return pluginCommands.get();
  }

  void contradiction(String what) {
    contradictions.add(what);
  }

  List<String> contradictions() {
    return List.copyOf(contradictions);
  }
}
