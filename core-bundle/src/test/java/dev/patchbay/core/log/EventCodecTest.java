package dev.patchbay.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.api.event.Author;
import dev.patchbay.api.event.Commit;
import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.GateChecked;
import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.Merge;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.api.event.WorkerSpawned;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

public class EventCodecTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final EventHeader HEADER = new EventHeader("7-abc", 7, TIME, "app");

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final EventCodec codec = new EventCodec();

  @Test
  public void everyRecordOfTheFamilyComesBackAsItWas() {
    List<Class<? extends Event>> records = Samples.records();
    assertThat(records).hasSizeGreaterThanOrEqualTo(39);
    for (Class<? extends Event> record : records) {
      Event event = Samples.of(record, HEADER);
      EventRow row = codec.encode(event);
      assertThat(row.format()).isEqualTo(1);
      assertThat(codec.decode(row)).isEqualTo(event);
    }
  }

  @Test
  public void everyRecordHasTheNameItSaysItHas() {
    for (Class<? extends Event> record : Samples.records()) {
      if (record != CustomEvent.class) {
        Event event = Samples.of(record, HEADER);
        assertThat(EventNames.records(event.name())).contains(record);
        assertThat(codec.json(event).path("type").asString("")).isEqualTo(event.type());
      }
    }
  }

  @Test
  public void gitEventIsFlatAndWithoutWhatIsAbsent() {
    RefChange change =
        RefChange.of("refs/heads/main", "a1", "b2")
            .withBranch("main")
            .withTip("Fix it", new Author("Ann", "ann@example.com"), TIME, false)
            .withPaths(List.of("a", "b"), List.of("a"), List.of("b"), List.of())
            .withCommits(List.of(new Commit("b2", "Fix it", new Author("Ann", ""))));
    assertThat(codec.json(new Push(HEADER, change)))
        .hasToString(
            json("""
                {"id":"7-abc","seq":7,"name":"event:detected","type":"push",
                 "time":"2026-01-01T00:00:00.123Z","repository":"app",
                 "ref":"refs/heads/main","from":"a1","to":"b2","branch":"main","message":"Fix it",
                 "author":{"name":"Ann","email":"ann@example.com"},
                 "timestamp":"2026-01-01T00:00:00.123Z","changedPaths":["a","b"],"added":["a"],
                 "modified":["b"],"deleted":[],
                 "commits":[{"id":"b2","message":"Fix it","author":{"name":"Ann"}}],
                 "signed":false,"truncated":false}
                """)
                .toString());
    assertThat(codec.json(new Push(HEADER, RefChange.of("r", "", "b"))).propertyNames())
        .doesNotContain("from", "author", "timestamp", "tag", "mergedFrom");
  }

  @Test
  public void gateSaysItsDurationInMilliseconds() {
    GateChecked checked =
        new GateChecked(
            HEADER, "r1", "verify", "lint", GateOutcome.PASS, 1, "", true, Duration.ofSeconds(2));
    assertThat(codec.json(checked))
        .hasToString(
            json("""
                {"id":"7-abc","seq":7,"name":"gate:check","time":"2026-01-01T00:00:00.123Z",
                 "repository":"app","run":"r1","job":"verify","gateName":"lint","result":"PASS",
                 "level":1,"required":true,"durationMs":2000}
                """)
                .toString());
  }

  @Test
  public void zeroIsSaidOfAnExitCodeButNotOfAPort() {
    TaskCompleted completed =
        new TaskCompleted(HEADER, "r", "j", "t", "w", 1, "", true, Duration.ofMillis(5), 0, "");
    assertThat(codec.json(completed).path("exitCode").asInt(-1)).isZero();
    assertThat(codec.json(completed).has("output")).isFalse();
    assertThat(codec.json(new WorkerSpawned(HEADER, "r", "j", "w", "mock", 0, "")).has("port"))
        .isFalse();
  }

  @Test
  public void unknownMembersArePassedOverAndMissingOnesAreAbsent() {
    EventRow row =
        row("job:after", "failed", "{\"later\":{\"x\":[1]},\"job\":\"verify\",\"run\":null}");
    JobFailed failed = (JobFailed) codec.decode(row);
    assertThat(failed.job()).isEqualTo("verify");
    assertThat(failed.run()).isEmpty();
    assertThat(failed.result().artifacts()).isEmpty();
    assertThat(failed.context().attempts()).isZero();
    assertThat(failed.error().message()).isEmpty();
  }

  @Test
  public void membersOfAnotherTypeAreAbsent() {
    Merge merge =
        (Merge)
            codec.decode(
                row(
                    "event:detected",
                    "merge",
                    "{\"to\":{\"a\":1},\"author\":\"Ann\",\"changedPaths\":3,\"timestamp\":\"no\","
                        + "\"signed\":[],\"branch\":\"main\"}"));
    assertThat(merge.change()).isEqualTo(RefChange.of("", "", "").withBranch("main"));
  }

  @Test
  public void outcomeOfALaterReleaseDoesNotLetARunGoOn() {
    GateChecked checked =
        (GateChecked) codec.decode(row("gate:check", "", "{\"result\":\"MAYBE\"}"));
    assertThat(checked.result().passed()).isFalse();
  }

  @Test
  public void unknownEventComesWithAllItsMembers() {
    Event event = codec.decode(row("moon:rise", "full", "{\"a\":1,\"b\":{\"c\":[true,null]}}"));
    assertThat(event)
        .isEqualTo(
            new CustomEvent(
                HEADER,
                "moon:rise",
                Map.of("type", "full", "a", 1, "b", Map.of("c", List.of(true)))));
  }

  @Test
  public void rowThatWasChangedIsNamedByItsSeq() {
    EventRow good = codec.encode(Samples.of(Push.class, HEADER));
    EventRow changed =
        new EventRow(
            good.seq(),
            good.id(),
            good.time(),
            good.repository(),
            good.name(),
            good.type(),
            good.format(),
            good.body().replace("refs", "reft").replace("ref", "reg"),
            good.crc());
    assertThatThrownBy(() -> codec.decode(changed))
        .isInstanceOfSatisfying(DamagedEventException.class, e -> assertThat(e.seq()).isEqualTo(7))
        .hasMessageContaining("Event 7");
  }

  @Test
  public void bodyThatIsNoJsonIsNamedToo() {
    assertThatThrownBy(() -> codec.decode(row("job:denied", "", "{\"run\":")))
        .isInstanceOf(DamagedEventException.class);
  }

  @Test
  public void halfASurrogatePairFailsNothing() {
    CustomEvent event = new CustomEvent(HEADER, "x:y", Map.of("text", "half \ud83d"));
    assertThat(codec.encode(event).isIntact()).isTrue();
    assertThat(codec.json(event).path("data").has("text")).isTrue();
  }

  /** Rows as the first release wrote them; this file is never written again. */
  @Test
  public void rowsOfFormatOneAreReadForEver() throws Exception {
    Set<String> names = new HashSet<>();
    for (EventRow row : kept("format-1.jsonl")) {
      assertThat(row.format()).isEqualTo(1);
      Event event = codec.decode(row);
      assertThat(event.name()).isEqualTo(row.name());
      assertThat(event.seq()).isEqualTo(row.seq());
      ObjectNode now = codec.json(event);
      for (Map.Entry<String, JsonNode> member : json(row.body()).properties()) {
        assertThat(now.get(member.getKey())).isEqualTo(member.getValue());
      }
      names.add(event.getClass().getSimpleName());
    }
    assertThat(names).contains("Push", "JobFailed", "CustomEvent", "TagDeleted").hasSize(39);
  }

  private List<EventRow> kept(String file) throws Exception {
    List<EventRow> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode row = mapper.readTree(line);
        rows.add(
            new EventRow(
                row.get(0).asLong(),
                row.get(1).asString(),
                Instant.ofEpochMilli(row.get(2).asLong()),
                row.get(3).asString(),
                row.get(4).asString(),
                row.get(5).asString(),
                row.get(6).asInt(),
                row.get(7).asString(),
                row.get(8).asLong()));
      }
    }
    return rows;
  }

  private static EventRow row(String name, String type, String body) {
    return new EventRow(7, "7-abc", TIME, "app", name, type, 1, body, 0).sealed();
  }

  private ObjectNode json(String text) {
    return (ObjectNode) mapper.readTree(text);
  }
}
