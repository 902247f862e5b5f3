package dev.patchbay.core.git;

import dev.patchbay.api.event.Author;
import dev.patchbay.core.repository.CommitRange;
import java.time.Instant;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;

/** What the new tip of a ref says of itself. */
record Tip(String message, Author author, Instant timestamp, boolean signed) {
  static Tip none() {
    return new Tip("", Author.NONE, Instant.EPOCH, false);
  }

  static Tip of(RevCommit commit) {
    return new Tip(
        CommitRange.message(commit),
        CommitRange.author(commit.getAuthorIdent()),
        Instant.ofEpochSecond(commit.getCommitTime()),
        commit.getRawGpgSignature() != null);
  }

  static Tip of(RevTag tag) {
    PersonIdent tagger = tag.getTaggerIdent();
    return new Tip(
        CommitRange.cut(tag.getFullMessage()),
        CommitRange.author(tagger),
        tagger == null ? Instant.EPOCH : tagger.getWhenAsInstant(),
        tag.getRawGpgSignature() != null);
  }
}
