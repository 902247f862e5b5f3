package dev.patchbay.core.receipt;

import dev.patchbay.api.query.Receipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the receipts of a repository; hashes are followed, order means nothing. */
public record Verification(int receipts, List<Finding> findings) {
  /** One thing that is wrong, with the id of the receipt it was seen at. */
  public record Finding(String receipt, String problem) {}

  public Verification {
    findings = List.copyOf(findings);
  }

  public boolean ok() {
    return findings.isEmpty();
  }

  /**
   * What the notes hold, beside what this home remembers having noted and where its chain ended.
   */
  static Verification of(Collection<String> noted, Collection<String> remembered, String tip) {
    Map<String, String> known = new HashMap<>();
    remembered.forEach(line -> id(line).ifPresent(id -> known.put(id, line)));
    List<ReceiptLine> lines =
        noted.stream().map(ReceiptLine::parse).flatMap(Optional::stream).toList();
    Set<String> hashes = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (ReceiptLine line : lines) {
      hashes.add(ReceiptLine.hash(line.receipt().line()));
      ids.add(line.receipt().id());
    }
    List<Finding> findings = new ArrayList<>();
    Map<String, String> followers = new HashMap<>();
    for (ReceiptLine line : lines) {
      findings.addAll(check(line, known, hashes, followers));
    }
    known.keySet().stream()
        .filter(id -> !ids.contains(id))
        .sorted()
        .forEach(id -> findings.add(new Finding(id, "is missing from the notes")));
    if (!tip.isEmpty() && !hashes.contains(tip)) {
      findings.add(
          new Finding(
              owner(remembered, tip), "was the last of its chain (%s) and is lost".formatted(tip)));
    }
    return new Verification(ids.size(), findings);
  }

  private static List<Finding> check(
      ReceiptLine line,
      Map<String, String> known,
      Set<String> hashes,
      Map<String, String> followers) {
    List<Finding> findings = new ArrayList<>();
    Receipt receipt = line.receipt();
    String remembered = known.getOrDefault(receipt.id(), receipt.line());
    if (!remembered.equals(receipt.line())) {
      findings.add(new Finding(receipt.id(), "was changed after it was written"));
    }
    if (!line.previous().isEmpty() && !hashes.contains(line.previous())) {
      findings.add(
          new Finding(
              receipt.id(),
              "follows a receipt that is missing or was changed (%s)".formatted(line.previous())));
    }
    String place = line.chain() + " " + receipt.repository() + " " + line.previous();
    String other = followers.putIfAbsent(place, receipt.id());
    if (other != null && !Objects.equals(other, receipt.id())) {
      findings.add(new Finding(receipt.id(), "claims the same place in its chain as " + other));
    }
    return findings;
  }

  private static Optional<String> id(String line) {
    return ReceiptLine.parse(line).map(parsed -> parsed.receipt().id());
  }

  private static String owner(Collection<String> remembered, String hash) {
    return remembered.stream()
        .filter(line -> ReceiptLine.hash(line).equals(hash))
        .findFirst()
        .flatMap(Verification::id)
        .orElse("");
  }
}
