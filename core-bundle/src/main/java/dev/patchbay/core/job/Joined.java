package dev.patchbay.core.job;

import java.util.List;

/** Conditions joined by {@code all}, {@code any} or {@code not}. */
record Joined(Kind kind, List<Condition> parts) implements Condition {
  /** How they are joined; {@code NOT} has one part. */
  enum Kind {
    ALL,
    ANY,
    NOT
  }

  Joined {
    parts = List.copyOf(parts);
  }

  @Override
  public Match match(Facts facts) {
    List<Match> matches = parts.stream().map(part -> part.match(facts)).toList();
    boolean matched =
        switch (kind) {
          case ALL -> matches.stream().allMatch(Match::matched);
          case ANY -> matches.stream().anyMatch(Match::matched);
          case NOT -> matches.stream().noneMatch(Match::matched);
        };
    String word =
        switch (kind) {
          case ALL -> "all of";
          case ANY -> "any of";
          case NOT -> "not";
        };
    return new Match(matched, word, "", matches);
  }
}
