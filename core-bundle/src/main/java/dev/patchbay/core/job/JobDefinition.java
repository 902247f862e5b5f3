package dev.patchbay.core.job;

import dev.patchbay.api.event.GitEvent;
import java.util.List;
import java.util.Optional;

/**
 * A valid job.
 *
 * @param condition when it runs by itself; none when it runs by hand alone
 * @param text the definition as written, which a run pins
 * @param version the SHA-256 of the text, in hex
 */
public record JobDefinition(
    String id,
    About about,
    Optional<Condition> condition,
    JobSettings settings,
    List<LevelDefinition> levels,
    String text,
    String version)
    implements Definition {

  /** What is shown and put in receipts. */
  public record About(String description, List<String> tags, String version, String author) {
    public About {
      tags = List.copyOf(tags);
    }
  }

  public JobDefinition {
    levels = List.copyOf(levels);
  }

  /** Whether an event starts it, as far as the event's own lists tell. */
  public boolean matches(GitEvent event) {
    return matches(Facts.of(event));
  }

  /** Whether an event starts it. */
  public boolean matches(Facts facts) {
    return condition.isPresent() && condition.get().match(facts).matched();
  }

  /** {@link #explain(Facts)} as far as the event's own lists tell. */
  public String explain(GitEvent event) {
    return explain(Facts.of(event));
  }

  /** Which predicate matched or not, and why, a line for each. */
  public String explain(Facts facts) {
    return condition
        .map(some -> some.match(facts).text())
        .orElse("no: it has no 'on' and runs by hand alone");
  }
}
