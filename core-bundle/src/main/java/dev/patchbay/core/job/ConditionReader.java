package dev.patchbay.core.job;

import dev.patchbay.api.event.Commit;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.config.Node;
import dev.patchbay.core.config.Problems;
import dev.patchbay.core.config.Scalar;
import dev.patchbay.core.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads {@code on}: sibling keys are ANDed, a list of values is any of them. */
final class ConditionReader {
  private static final int MAX_VALUES = 1000;

  static final List<String> KEYS =
      List.of(
          "pushTo",
          "mergeTo",
          "mergeFrom",
          "branchCreate",
          "branchDelete",
          "tagCreate",
          "tagPrefix",
          "tagSuffix",
          "semverTag",
          "signed",
          "pathChanged",
          "pathAdded",
          "pathModified",
          "pathDeleted",
          "message",
          "authorEmail",
          "authorName",
          "pullRequest",
          "commitType",
          "commitScope",
          "any",
          "all",
          "not");

  private final Problems problems;
  private int values;

  ConditionReader(Problems problems) {
    this.problems = problems;
  }

  /** The condition of a mapping; none when it has no keys. */
  Optional<Condition> read(Section section) {
    List<Condition> conditions = new ArrayList<>();
    for (String key : section.entries().keySet()) {
      condition(section, key).ifPresent(conditions::add);
    }
    if (conditions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        conditions.size() == 1 ? conditions.get(0) : new Joined(Joined.Kind.ALL, conditions));
  }

  private Optional<Condition> condition(Section on, String key) {
    return switch (key) {
      case "pushTo" -> names(on, key, "pushed branch", Facts::pushedBranch);
      case "mergeTo" -> names(on, key, "branch merged into", Facts::mergedTo);
      case "mergeFrom" -> names(on, key, "branch merged from", Facts::mergedFrom);
      case "branchCreate" -> names(on, key, "new branch", Facts::createdBranch);
      case "branchDelete" -> names(on, key, "deleted branch", Facts::deletedBranch);
      case "tagCreate" -> names(on, key, "new tag", Facts::createdTag);
      case "tagPrefix" -> predicate(on, key, Optional::of, texts -> Findings.tag(texts, true));
      case "tagSuffix" -> predicate(on, key, Optional::of, texts -> Findings.tag(texts, false));
      case "semverTag" -> flag(on, key, Findings::semverTag);
      case "signed" -> flag(on, key, Findings::signed);
      case "pullRequest" -> flag(on, key, Findings::pullRequest);
      case "pathChanged" -> paths(on, key, PathKind.CHANGED);
      case "pathAdded" -> paths(on, key, PathKind.ADDED);
      case "pathModified" -> paths(on, key, PathKind.MODIFIED);
      case "pathDeleted" -> paths(on, key, PathKind.DELETED);
      case "message" -> expressions(on, key, Commit::message);
      case "authorEmail" -> expressions(on, key, commit -> commit.author().email());
      case "authorName" -> expressions(on, key, commit -> commit.author().name());
      case "commitType" -> conventional(on, key, Findings.ConventionalSubject::type);
      case "commitScope" -> conventional(on, key, Findings.ConventionalSubject::scope);
      case "any" -> joined(on, key, Joined.Kind.ANY);
      case "all" -> joined(on, key, Joined.Kind.ALL);
      case "not" -> not(on, key);
      case "cron", "zone" -> {
        on.problem(key, "schedules are not available in this version");
        yield Optional.empty();
      }
      default -> {
        String hint = Nearest.hint(key, KEYS);
        on.problem(
            key,
            "unknown predicate"
                + (hint.isEmpty() ? "; known are " + String.join(", ", KEYS) : hint));
        yield Optional.empty();
      }
    };
  }

  private Optional<Condition> names(
      Section on, String key, String kind, Function<Facts, Optional<String>> name) {
    return predicate(on, key, this::glob, globs -> Findings.name(kind, name, globs));
  }

  private Optional<Condition> paths(Section on, String key, PathKind kind) {
    return predicate(on, key, this::glob, globs -> Findings.paths(kind, globs));
  }

  private Optional<Condition> expressions(Section on, String key, Function<Commit, String> text) {
    return predicate(
        on,
        key,
        value -> Optional.of(BoundedPattern.of(value)),
        patterns -> Findings.expression(text, patterns));
  }

  private Optional<Condition> conventional(
      Section on, String key, Function<Findings.ConventionalSubject, String> part) {
    return predicate(on, key, Optional::of, wanted -> Findings.conventional(part, wanted));
  }

  private Optional<Glob> glob(String value) {
    return Optional.of(Glob.of(value));
  }

  /** A predicate over one value or a list of them; what is wrong with a value is reported. */
  private <T> Optional<Condition> predicate(
      Section on,
      String key,
      Function<String, Optional<T>> compile,
      Function<List<T>, Function<Facts, Predicate.Finding>> test) {
    List<T> compiled = new ArrayList<>();
    List<Scalar> given = on.scalars(key);
    values += given.size();
    if (values > MAX_VALUES) {
      on.problem(key, "more than " + MAX_VALUES + " values in all");
      return Optional.empty();
    }
    for (Scalar value : given) {
      try {
        compile.apply(value.text()).ifPresent(compiled::add);
      } catch (IllegalArgumentException wrong) {
        problems.add(value.line(), on.pathOf(key), String.valueOf(wrong.getMessage()));
      }
    }
    if (compiled.isEmpty()) {
      if (on.blank(key)) {
        on.problem(key, "nothing to match; name at least one");
      }
      return Optional.empty();
    }
    String all = String.join(", ", given.stream().map(Scalar::text).toList());
    String shown = all.length() <= 200 ? all : all.substring(0, 197) + "...";
    return Optional.of(new Predicate(key, "[" + shown + "]", test.apply(compiled)));
  }

  private static Optional<Condition> flag(
      Section on, String key, BiFunction<Facts, Boolean, Predicate.Finding> test) {
    return on.flag(key)
        .map(wanted -> new Predicate(key, wanted.toString(), facts -> test.apply(facts, wanted)));
  }

  private Optional<Condition> joined(Section on, String key, Joined.Kind kind) {
    List<Condition> parts = new ArrayList<>();
    for (Section part : on.sections(key)) {
      part(part, key, on).ifPresent(parts::add);
    }
    if (on.blank(key)) {
      on.problem(key, "expected a list of predicates");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Joined(kind, parts));
  }

  private Optional<Condition> not(Section on, String key) {
    Optional<Node> node = on.node(key);
    if (node.isPresent() && !(node.get() instanceof Mapping)) {
      on.problem(key, "expected a mapping of predicates, found " + node.get().kind());
      return Optional.empty();
    }
    return part(on.section(key), key, on).map(part -> new Joined(Joined.Kind.NOT, List.of(part)));
  }

  private Optional<Condition> part(Section section, String key, Section on) {
    if (section.entries().isEmpty()) {
      on.problem(key, "expected a mapping of predicates, found an empty one");
    }
    return read(section);
  }
}
