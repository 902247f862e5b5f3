package dev.patchbay.core.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets hooks back in the log: they get again what they had, and what came since. */
public final class Replay {
  /**
   * What it came to.
   *
   * @param from where each hook was that goes back
   * @param kept those that had not come so far, and stay where they are
   */
  public record Replayed(Map<String, Long> from, List<String> kept) {
    public Replayed {
      from = Map.copyOf(from);
      kept = List.copyOf(kept);
    }
  }

  private final Lanes lanes;

  public Replay(Lanes lanes) {
    this.lanes = lanes;
  }

  /**
   * The next event of each of these readers is the one after {@code since}, at the next boundary of
   * its lane, or when somebody serves it again. Nobody is moved forward: that would lose events.
   */
  public Replayed replay(List<String> readers, long since) {
    LaneTools tools = lanes.tools();
    Map<String, Long> from = new TreeMap<>();
    List<String> kept = new ArrayList<>();
    for (Standing standing : lanes.standings()) {
      if (readers.contains(standing.reader())) {
        if (standing.position() > since) {
          from.put(standing.reader(), standing.position());
        } else {
          kept.add(standing.reader());
        }
      }
    }
    tools
        .store()
        .change(
            tx -> {
              for (String reader : from.keySet()) {
                tools.table().create(tx, reader, since);
                tools.table().move(tx, reader, since);
              }
            });
    from.keySet().forEach(reader -> lanes.find(reader).ifPresent(Lane::moved));
    return new Replayed(from, kept);
  }
}
