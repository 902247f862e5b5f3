package dev.patchbay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.core.config.Configuration.Retention;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

public class UpkeepTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  public void itLooksSeldomUnlessSomethingIsKeptBriefly() {
    assertThat(Upkeep.pause(kept(Duration.ofDays(30)))).isEqualTo(Duration.ofMinutes(10));
    assertThat(Upkeep.pause(kept(Duration.ofMinutes(20)))).isEqualTo(Duration.ofMinutes(2));
    assertThat(Upkeep.pause(kept(Duration.ZERO))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  public void oneRoomThatFailsKeepsNoOtherFromIt() {
    List<String> swept = new CopyOnWriteArrayList<>();
    Upkeep.Sweep broken =
        (kept, now) -> {
          throw new IOException("no such folder");
        };
    Upkeep.Sweep good = (kept, now) -> swept.add(kept.logs() + " " + now);
    try (Upkeep upkeep = upkeep(kept(Duration.ofHours(1)), broken, good)) {
      upkeep.sweep();
    }
    assertThat(swept).containsExactly("PT1H " + NOW);
  }

  @Test
  public void itLooksSoonAfterTheConfigurationAsksForLess() {
    List<Instant> swept = new CopyOnWriteArrayList<>();
    AtomicReference<Retention> kept = new AtomicReference<>(kept(Duration.ofDays(30)));
    Upkeep.Sweep sweep = (retention, now) -> swept.add(now);
    try (Upkeep upkeep = new Upkeep(kept::get, List.of(sweep), InstantSource.fixed(NOW))) {
      upkeep.start();
      kept.set(kept(Duration.ZERO));
      upkeep.start();
      await().atMost(Duration.ofSeconds(10)).until(() -> swept.size() > 1);
    }
  }

  private static Upkeep upkeep(Retention kept, Upkeep.Sweep... sweeps) {
    return new Upkeep(() -> kept, List.of(sweeps), InstantSource.fixed(NOW));
  }

  private static Retention kept(Duration all) {
    return new Retention(all, all, all, all);
  }
}
