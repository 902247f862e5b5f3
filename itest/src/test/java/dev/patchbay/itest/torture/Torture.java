package dev.patchbay.itest.torture;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Started by bench/torture: as many kills as asked for, in acts that can be repeated by seed. */
public final class Torture {
  /** After so many the account is made and a new home begun. */
  private static final int KILLS_PER_ACT = 25;

  private static final double MOST_GROWTH_PERCENT = 5;

  private Torture() {}

  public static void main(String[] args) throws Exception {
    // bnd tells all that it does, to whoever does not say that he will not hear it.
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    int kills = 50;
    int updates = 0;
    long seed = System.currentTimeMillis() % 1_000_000;
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "patchbay-torture");
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--kills" -> kills = Integer.parseInt(args[i + 1]);
        case "--updates" -> updates = Integer.parseInt(args[i + 1]);
        case "--seed" -> seed = Long.parseLong(args[i + 1]);
        case "--folder" -> folder = Path.of(args[i + 1]).toAbsolutePath();
        default -> {
          System.err.println("bench/torture: knows --kills N, --updates N, --seed S, --folder DIR");
          System.exit(2);
        }
      }
    }
    boolean kept =
        updates > 0 ? update(updates, seed, folder.resolve("updates")) : play(kills, seed, folder);
    System.exit(kept ? 0 : 1);
  }

  private static boolean update(int updates, long seed, Path folder)
      throws IOException, InterruptedException {
    Updates.Outcome outcome = new Updates(fresh(folder), seed).play(updates);
    System.out.printf(
        "%d updates, %d calls; Metaspace %d KiB after half of them, %d KiB after all, %+.1f %%: %s%n",
        updates,
        outcome.deliveries(),
        outcome.half(),
        outcome.all(),
        outcome.growth(),
        outcome.findings().isEmpty() ? "each once" : "BROKEN");
    outcome.findings().forEach(finding -> System.out.println("  " + finding));
    return outcome.findings().isEmpty() && outcome.growth() <= MOST_GROWTH_PERCENT;
  }

  private static boolean play(int kills, long seed, Path folder)
      throws IOException, InterruptedException, SQLException {
    boolean kept = true;
    int left = kills;
    for (long next = seed; left > 0; next++) {
      int now = Math.min(left, KILLS_PER_ACT);
      left -= now;
      Account account = act(folder.resolve("seed-" + next), next, now);
      System.out.println(account);
      account.findings().forEach(finding -> System.out.println("  " + finding));
      kept &= account.findings().isEmpty();
    }
    return kept;
  }

  /** What is broken stays to be looked at; the rest is removed. */
  static Account act(Path folder, long seed, int kills)
      throws IOException, InterruptedException, SQLException {
    Account account = new Act(fresh(folder), seed).play(kills);
    if (account.findings().isEmpty()) {
      delete(folder);
    }
    return account;
  }

  static Path fresh(Path folder) throws IOException {
    delete(folder);
    return Files.createDirectories(folder);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> paths;
      try (Stream<Path> found = Files.walk(folder)) {
        paths = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    }
  }
}
