package dev.patchbay.core.hook;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.log.DamagedEventException;
import dev.patchbay.core.log.DeadLetters.DeadLetter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gives dead letters to their hooks once more, each in its lane, between two events. */
public final class Redeliveries {
  private final Lanes lanes;

  public Redeliveries(Lanes lanes) {
    this.lanes = lanes;
  }

  /** Answers when it was taken, and is no more, or why it is still there. */
  public CompletableFuture<Retried> retry(DeadLetter letter) {
    CompletableFuture<Retried> answer = new CompletableFuture<>();
    try {
      Optional<Event> event = event(letter);
      Optional<Lane> lane = lanes.find(letter.reader());
      if (event.isEmpty()) {
        answer.complete(Retried.kept(letter.id(), "it is there no more"));
      } else if (lane.isEmpty()) {
        answer.complete(Retried.kept(letter.id(), "nobody serves the hook"));
      } else {
        lane.get().redeliver(new Redelivery(letter.id(), event.get(), answer));
      }
    } catch (DamagedEventException e) {
      answer.complete(Retried.kept(letter.id(), String.valueOf(e.getMessage())));
    }
    return answer;
  }

  /** Its copy, which the log may have lost; where that is damaged, the log may be well again. */
  private Optional<Event> event(DeadLetter letter) {
    LaneTools tools = lanes.tools();
    try {
      return tools.letters().event(letter.id());
    } catch (DamagedEventException damaged) {
      List<Event> row = tools.log().read(letter.seq() - 1, 1);
      return row.stream().filter(event -> event.seq() == letter.seq()).findFirst();
    }
  }
}
