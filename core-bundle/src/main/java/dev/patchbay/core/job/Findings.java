package dev.patchbay.core.job;

import dev.patchbay.api.event.Commit;
import dev.patchbay.core.job.Predicate.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What predicates find: over a name, over paths, over the pushed commits. */
final class Findings {
  /** So that one expression leaves something for the others. */
  private static final long ONE_EXPRESSION = 100_000_000;

  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final Pattern SEMVER =
      Pattern.compile(
          "v?"
              + NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*+)?+(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*+)?+");
  private static final Pattern MERGED_REQUEST =
      Pattern.compile("Merge pull request #[0-9]++.*+|.*\\(#[0-9]++\\)\\s*+");

  private Findings() {}

  /** One of the names that events of a kind carry, by globs. */
  static Function<Facts, Finding> name(
      String kind, Function<Facts, Optional<String>> name, List<Glob> globs) {
    return facts -> {
      Optional<String> found = name.apply(facts);
      if (found.isEmpty()) {
        return Finding.no("a " + facts.event().type() + " is no " + kind);
      }
      boolean matched = globs.stream().anyMatch(glob -> glob.matches(found.get()));
      return new Finding(matched, "the " + kind + " is '" + shown(found.get()) + "'");
    };
  }

  /** The name of a created tag, by its beginning or end. */
  static Function<Facts, Finding> tag(List<String> texts, boolean prefix) {
    return facts -> {
      Optional<String> tag = facts.createdTag();
      boolean matched =
          tag.isPresent()
              && texts.stream()
                  .anyMatch(text -> prefix ? tag.get().startsWith(text) : tag.get().endsWith(text));
      return new Finding(matched, tag.map(Findings::tagIs).orElse("no tag was created"));
    };
  }

  static Finding semverTag(Facts facts, boolean wanted) {
    Optional<String> tag = facts.createdTag();
    if (tag.isEmpty()) {
      return Finding.no("no tag was created");
    }
    boolean matched = tag.get().length() <= 256 && SEMVER.matcher(tag.get()).matches();
    return new Finding(matched == wanted, tagIs(tag.get()));
  }

  static Finding signed(Facts facts, boolean wanted) {
    boolean signed = facts.event().signed();
    return new Finding(signed == wanted, signed ? "there is a signature" : "there is no signature");
  }

  /** Any of the paths, by globs. */
  static Function<Facts, Finding> paths(PathKind kind, List<Glob> globs) {
    return facts ->
        facts
            .path(kind, path -> globs.stream().anyMatch(glob -> glob.matches(path, facts.globs())))
            .map(path -> Finding.yes(kind.word() + " '" + shown(path) + "'"))
            .orElseGet(() -> Finding.no("no " + kind.word() + " path matches"));
  }

  /** Any of the pushed commits, by regular expressions over a text of it. */
  static Function<Facts, Finding> expression(
      Function<Commit, String> text, List<BoundedPattern> patterns) {
    return facts ->
        facts
            .expressions()
            .share(
                ONE_EXPRESSION,
                budget ->
                    commits(
                        facts,
                        commit ->
                            patterns.stream()
                                .anyMatch(pattern -> pattern.find(text.apply(commit), budget))));
  }

  static Function<Facts, Finding> conventional(
      Function<ConventionalSubject, String> part, List<String> wanted) {
    return facts ->
        commits(
            facts,
            commit ->
                ConventionalSubject.of(subject(commit))
                    .map(part)
                    .filter(found -> wanted.stream().anyMatch(found::equalsIgnoreCase))
                    .isPresent());
  }

  static Finding pullRequest(Facts facts, boolean wanted) {
    Finding found = commits(facts, commit -> MERGED_REQUEST.matcher(subject(commit)).matches());
    return new Finding(found.matched() == wanted, found.reason());
  }

  private static Finding commits(Facts facts, Predicate<Commit> test) {
    return facts
        .commit(test)
        .map(commit -> Finding.yes(shown(commit)))
        .orElseGet(() -> Finding.no("no pushed commit matches"));
  }

  private static String shown(Commit commit) {
    String id = commit.id().substring(0, Math.min(10, commit.id().length()));
    return "commit " + id + " '" + shown(subject(commit)) + "'";
  }

  /** The first line, cut where no subject reaches. */
  static String subject(Commit commit) {
    String message = commit.message();
    int end = message.indexOf('\n');
    return message.substring(0, Math.min(end < 0 ? message.length() : end, 1000)).strip();
  }

  private static String tagIs(String tag) {
    return "the tag is '" + shown(tag) + "'";
  }

  /** For a line of output: short, and without control characters. */
  private static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 80 ? printable : printable.substring(0, 77) + "...";
  }

  /** The parts of {@code type(scope)!: description}. */
  record ConventionalSubject(String type, String scope) {
    private static final Pattern FORM =
        Pattern.compile("([A-Za-z][A-Za-z0-9_-]*+)(?:\\(([^()]++)\\))?+!?+:\\s.*");

    static Optional<ConventionalSubject> of(String subject) {
      var matcher = FORM.matcher(subject);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String scope = matcher.group(2);
      return Optional.of(
          new ConventionalSubject(
              matcher.group(1).toLowerCase(Locale.ROOT), scope == null ? "" : scope.strip()));
    }
  }
}
