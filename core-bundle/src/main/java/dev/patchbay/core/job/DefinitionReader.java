package dev.patchbay.core.job;

import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.config.Problems;
import dev.patchbay.core.config.SchemaText;
import dev.patchbay.core.config.Section;
import dev.patchbay.core.config.Yaml;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the text of one definition. */
public final class DefinitionReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private DefinitionReader() {}

  /** The JSON schema of definitions, for editors. */
  public static String schema() {
    return SchemaText.of(DefinitionReader.class, "job.schema.json");
  }

  /** The job in a text, or what is wrong with it; {@code file} is what the problems name. */
  public static Definition read(String id, String file, byte[] text) {
    if (!ID.matcher(id).matches()) {
      String expected = "a job's file name has letters, digits, '.', '_' and '-', at most 100";
      return new BrokenDefinition(id, List.of(new Problem(file, 1, "", expected)));
    }
    try {
      Problems problems = new Problems(file);
      Mapping mapping = Yaml.read(file, text);
      JobDefinition job = read(id, mapping, text, problems);
      problems.throwIfAny();
      return job;
    } catch (ConfigurationException broken) {
      return new BrokenDefinition(id, broken.problems());
    }
  }

  private static JobDefinition read(String id, Mapping mapping, byte[] text, Problems problems) {
    Section root = new Section(mapping, "", problems);
    JobDefinition.About about =
        new JobDefinition.About(
            root.text("description").orElse(""),
            root.texts("tags"),
            root.text("version").orElse(""),
            root.text("author").orElse(""));
    Optional<Condition> condition = new ConditionReader(problems).read(root.section("on"));
    JobSettings settings = settings(root);
    List<LevelDefinition> levels = new LevelReader(settings, problems).read(root);
    root.finish();
    return new JobDefinition(
        id,
        about,
        condition,
        settings,
        levels,
        new String(text, StandardCharsets.UTF_8),
        sha256(text));
  }

  private static JobSettings settings(Section root) {
    JobSettings.Workspace workspace =
        Choice.of(root, "workspace", JobSettings.Workspace.values(), JobSettings.Workspace.SHARED);
    if (workspace == JobSettings.Workspace.PER_WORKER) {
      root.problem("workspace", "'per-worker' is not available in this version; use 'shared'");
    }
    return new JobSettings(
        root.flag("critical").orElse(false),
        root.number("priority", 0, 10, 5),
        Environment.read(root, Map.of()),
        Directory.read(root, ""),
        root.duration("timeout", Duration.ofMillis(1), Duration.ofDays(30), Duration.ofHours(1)),
        root.number("parallel", 1, 1000, Runtime.getRuntime().availableProcessors()),
        root.number("retries", 0, 5, 0),
        root.text("launcher").orElse(""),
        workspace,
        root.flag("keepFailed").orElse(false),
        Set.copyOf(root.texts("secretPayload")),
        Choice.of(
            root, "concurrency", JobSettings.Concurrency.values(), JobSettings.Concurrency.QUEUE),
        misfire(root));
  }

  private static JobSettings.Misfire misfire(Section root) {
    if (root.has("misfire")) {
      root.problem("misfire", "schedules are not available in this version");
    }
    return Choice.of(root, "misfire", JobSettings.Misfire.values(), JobSettings.Misfire.ONCE);
  }

  private static String sha256(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
