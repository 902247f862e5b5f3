package dev.patchbay.itest.torture;

import dev.patchbay.itest.Git;
import dev.patchbay.itest.torture.Evidence.Ran;
import dev.patchbay.itest.torture.Evidence.Written;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receipts as the git command has them: one for each run, chained, in notes that were never torn.
 */
record NoteCheck(String repository, Git git, Evidence evidence, Findings findings) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  void check() {
    findings.that(fsck().isBlank(), "%s: git fsck says %s", repository, fsck());
    List<String> refs =
        git.run("for-each-ref", "--format=%(refname)", "refs/notes/patchbay").lines().toList();
    Map<String, List<String>> notes = new HashMap<>();
    for (String ref : refs) {
      untorn(ref);
      for (String line : git.run("notes", "--ref=" + ref, "list").lines().toList()) {
        String[] words = line.split(" ");
        notes
            .computeIfAbsent(words[1], any -> new ArrayList<>())
            .addAll(git.run("cat-file", "blob", words[0]).lines().toList());
      }
    }
    List<Written> receipts =
        evidence.receipts().stream().filter(r -> r.repository().equals(repository)).toList();
    onePerRun(receipts);
    chain(receipts);
    for (Written receipt : receipts) {
      List<String> there = notes.getOrDefault(receipt.commit(), List.of());
      long times = there.stream().filter(receipt.line()::equals).count();
      findings.that(times == 1, "the note has the receipt %s %d times", receipt, times);
      findings.that(receipt.noted(), "not said to be noted: %s", receipt);
    }
    long lines = notes.values().stream().mapToLong(List::size).sum();
    findings.that(
        lines == receipts.size(),
        "%s: %d lines in the notes, %d receipts",
        repository,
        lines,
        receipts.size());
  }

  private String fsck() {
    return git.run("fsck", "--no-dangling", "--no-progress");
  }

  /** Each version that the note ever had is a list of whole lines. */
  private void untorn(String ref) {
    Set<String> blobs = new TreeSet<>();
    for (String line : git.run("rev-list", "--objects", ref).lines().toList()) {
      blobs.add(line.split(" ")[0]);
    }
    String types = git.with(String.join("\n", blobs) + "\n", "cat-file", "--batch-check");
    for (String line : types.lines().toList()) {
      String[] words = line.split(" ");
      if (words[1].equals("blob")) {
        String text = git.run("cat-file", "blob", words[0]);
        findings.that(
            text.endsWith("\n") && text.lines().allMatch(NoteCheck::whole), "torn: %s", text);
      }
    }
  }

  private static boolean whole(String line) {
    try {
      return MAPPER.readTree(line).has("id");
    } catch (JacksonException e) {
      return false;
    }
  }

  private void onePerRun(List<Written> receipts) {
    Map<String, Integer> byRun = new HashMap<>();
    receipts.forEach(receipt -> byRun.merge(receipt.run(), 1, Integer::sum));
    for (Ran run : evidence.runs()) {
      if (run.repository().equals(repository)) {
        Integer times = byRun.remove(run.id());
        findings.that(times != null && times == 1, "%s has %s receipts", run, times);
      }
    }
    findings.that(byRun.isEmpty(), "receipts of no run: %s", byRun);
  }

  private void chain(List<Written> receipts) {
    String tip = "";
    for (Written receipt : receipts) {
      JsonNode json = MAPPER.readTree(receipt.line());
      String previous = json.path("previous").asString("");
      findings.that(previous.equals(tip), "%s does not follow %s", receipt.line(), tip);
      tip = hash(receipt.line());
    }
  }

  private static String hash(String line) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
