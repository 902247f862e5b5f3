package dev.patchbay.core.git;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which branch a merge commit brought in, as the subjects of git and the usual hosts say it. */
final class MergeSource {
  private static final int LONGEST_SUBJECT = 1_000;

  private static final List<Pattern> SUBJECTS =
      List.of(
          Pattern.compile("^Merge (?:remote-tracking )?(?:branch|branches|tag) '([^']+)'"),
          Pattern.compile("^Merge pull request #\\d+ from [^/\\s]+/(\\S+)"),
          Pattern.compile("^Merged in (\\S+) \\(pull request #\\d+\\)"),
          Pattern.compile("^Merge pull request #\\d+ in \\S+ from (\\S+) to "),
          Pattern.compile("^Merged PR \\d+: [Mm]erge (\\S+) (?:in)?to "));

  private MergeSource() {}

  static Optional<String> of(String subject) {
    if (subject.length() > LONGEST_SUBJECT) {
      return Optional.empty();
    }
    for (Pattern pattern : SUBJECTS) {
      Matcher matcher = pattern.matcher(subject);
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }
}
