package dev.patchbay.itest.torture;

import dev.patchbay.itest.torture.Evidence.Logged;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The log: no gap, nothing that was shown is missing, and the deliveries of it. */
record LogCheck(Evidence evidence, Book book, Findings findings) {
  void check(List<String> ledger) {
    long expected = 0;
    Set<String> ids = new HashSet<>();
    Map<Long, Logged> bySeq = new HashMap<>();
    for (Logged event : evidence.events()) {
      expected++;
      findings.that(event.seq() == expected, "seq %d where %d should be", event.seq(), expected);
      findings.that(ids.add(event.id()), "two events have the id %s", event.id());
      bySeq.put(event.seq(), event);
      expected = event.seq();
    }
    findings.that(expected == evidence.last(), "last is %d of %d", expected, evidence.last());
    for (Book.Seen seen : book.seen()) {
      Logged event = bySeq.get(seen.seq());
      findings.that(
          event != null && event.id().equals(seen.id()) && event.name().equals(seen.name()),
          "`events` showed %s, the log has %s",
          seen,
          event);
    }
    evidence.deadLetters().forEach(letter -> findings.that(false, "a dead letter: " + letter));
    deliveries(ledger, bySeq);
  }

  /** In order, none left out; only what was on its way during a kill comes again. */
  private void deliveries(List<String> ledger, Map<Long, Logged> bySeq) {
    long begin = -1;
    long top = -1;
    String life = "";
    for (String line : ledger) {
      String[] words = line.split(" ", 6);
      long seq = Long.parseLong(words[3]);
      Logged event = bySeq.get(seq);
      findings.that(
          event != null && event.id().equals(words[4]) && event.name().equals(words[5]),
          "delivered was '%s', the log has %s",
          line,
          event);
      if (begin < 0) {
        begin = seq;
        top = seq - 1;
      }
      boolean sameLife = life.equals(words[0]);
      findings.that(
          seq == top + 1 || (!sameLife && seq <= top),
          "after %d came %d (%s)",
          top,
          seq,
          sameLife ? "in the same life" : "in another life");
      top = seq; // what comes again comes in order from here on
      life = words[0];
    }
    findings.that(begin > 0, "nothing was delivered at all");
    findings.that(
        top >= evidence.last() - 1, "delivered is only up to %d of %d", top, evidence.last());
  }
}
