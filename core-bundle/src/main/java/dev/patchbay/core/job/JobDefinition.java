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

  /** Whether an event starts it. */
  public boolean matches(GitEvent event) {
    return matches(Facts.of(event));
  }

  public boolean matches(Facts facts) {
    return condition.isPresent() && condition.get().match(facts).matched();
  }

  /** Which predicate matched or not, and why, a line for each. */
  public String explain(GitEvent event) {
    return condition
        .map(some -> some.match(Facts.of(event)).text())
        .orElse("no: it has no 'on' and runs by hand alone");
  }
}
