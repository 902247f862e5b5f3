package dev.patchbay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.event.Trigger;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.api.gate.Verdict;
import dev.patchbay.api.guard.JobRequest;
import dev.patchbay.api.worker.WorkerSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class RecordsOfTheApiTest {

  @Test
  public void everyRecordRefusesNullInEveryComponent() throws Exception {
    int checked = 0;
    for (Class<?> record : records()) {
      RecordComponent[] components = record.getRecordComponents();
      for (int i = 0; i < components.length; i++) {
        if (!components[i].getType().isPrimitive()) {
          Object[] values = samples(components);
          values[i] = null;
          assertThatThrownBy(() -> make(record, values))
              .as("%s.%s", record.getSimpleName(), components[i].getName())
              .isInstanceOf(NullPointerException.class);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(200);
  }

  @Test
  public void everyRecordKeepsItsOwnCopyOfEveryCollection() throws Exception {
    int checked = 0;
    for (Class<?> record : records()) {
      RecordComponent[] components = record.getRecordComponents();
      for (int i = 0; i < components.length; i++) {
        if (components[i].getType() == List.class || components[i].getType() == Map.class) {
          Object[] values = samples(components);
          Object made = make(record, values);
          String before = String.valueOf(components[i].getAccessor().invoke(made));
          if (values[i] instanceof List<?> list) {
            list.clear();
          } else {
            ((Map<?, ?>) values[i]).clear();
          }
          assertThat(String.valueOf(components[i].getAccessor().invoke(made)))
              .as("%s.%s", record.getSimpleName(), components[i].getName())
              .isEqualTo(before);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(30);
  }

  @Test
  public void jsonInARecordIsDeeplyImmutable() {
    Map<String, Object> inner = new HashMap<>(Map.of("a", 1));
    CustomEvent event = new CustomEvent(header(), "demo:thing", Map.of("inner", inner));
    inner.put("b", 2);
    assertThat(event.data()).isEqualTo(Map.of("inner", Map.of("a", 1)));
    assertThatThrownBy(() -> event.data().put("c", 3))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  public void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> new CustomEvent(header(), "demo:thing", Map.of("a", new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  public void aRequestShowsNoValueOfItsPayloadOrEnvironment() {
    JobRequest request =
        new JobRequest(
            "r1",
            "build",
            "app",
            "c0ffee",
            "main",
            new Trigger("manual", "e1"),
            Map.of("token", "hunter2"),
            Map.of("DEPLOY_KEY", "hunter3"));
    assertThat(request.toString()).contains("token", "DEPLOY_KEY").doesNotContain("hunter");
  }

  @Test
  public void aWorkerSpecShowsNoValueOfItsEnvironment() {
    Path here = Path.of("here");
    WorkerSpec spec =
        new WorkerSpec(
            "w1",
            "r1",
            "compile",
            1,
            "",
            "home",
            List.of("true"),
            here,
            Map.of("SECRET", "hunter2"),
            Duration.ofSeconds(1),
            here);
    assertThat(spec.toString()).contains("SECRET").doesNotContain("hunter");
  }

  @Test
  public void aGateContextHidesSecretOptionsAtAnyDepth() {
    GateContext context =
        new GateContext(
            "build",
            "r1",
            "",
            1,
            Path.of("here"),
            "c0ffee",
            List.of(),
            Map.of("server", Map.of("authToken", "hunter2", "projectKey", "app")));
    assertThat(context.toString()).contains("app", Json.MASK).doesNotContain("hunter");
    assertThat(context.config().toString()).contains("hunter2");
  }

  @Test
  public void aGateCannotClaimWhatOnlyTheDaemonRecords() {
    assertThatThrownBy(() -> new Verdict(GateOutcome.TIMEOUT, "", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Class<?>> records() throws Exception {
    return Api.classes().stream().filter(Class::isRecord).toList();
  }

  private static EventHeader header() {
    return new EventHeader("e1", 1, Instant.EPOCH, "");
  }

  private static Object make(Class<?> record, Object[] values) throws Exception {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<?> constructor = record.getDeclaredConstructor(types);
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw thrown;
    }
  }

  private static Object[] samples(RecordComponent[] components) throws Exception {
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = sample(components[i].getType(), components[i].getGenericType().getTypeName());
    }
    return values;
  }

  private static Object sample(Class<?> type, String generic) throws Exception {
    if (type == List.class) {
      String element = generic.replaceAll(".*<(.*)>", "$1");
      boolean known = element.startsWith("dev.patchbay") || element.equals("java.lang.String");
      Class<?> elementType = known ? Class.forName(element) : String.class;
      return new ArrayList<>(List.of(sample(elementType, element)));
    }
    if (type == Map.class) {
      return new HashMap<>(Map.of("key", "value"));
    }
    if (type.isRecord()) {
      return make(type, samples(type.getRecordComponents()));
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return switch (type.getSimpleName()) {
      case "String" -> "text";
      case "int" -> 1;
      case "long" -> 1L;
      case "boolean" -> true;
      case "Duration" -> Duration.ofSeconds(1);
      case "Instant" -> Instant.EPOCH;
      case "Path" -> Path.of("file");
      default -> throw new AssertionError("no sample of " + type);
    };
  }
}
