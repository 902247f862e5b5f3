package dev.patchbay.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads {@code patchbay.yaml}: all of it is valid, or all problems are reported together. */
public final class ConfigurationFile {
  private ConfigurationFile() {}

  /** The JSON schema of the file, for editors. */
  public static String schema() {
    return SchemaText.of(ConfigurationFile.class, "patchbay.schema.json");
  }

  /** The configuration in a file; an absent file is an empty configuration. */
  public static Configuration read(Path file, Map<String, String> env, Vocabulary vocabulary)
      throws ConfigurationException {
    String name = String.valueOf(file.getFileName());
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Problems problems = new Problems(name);
    Mapping written = mapping(absolute, name);
    Path directory = parent == null ? absolute : parent;
    Mapping replaced = new Substitution(env, directory, problems).in(written, "");
    Configuration configuration =
        new ConfigurationReader(absolute, directory, vocabulary, problems).read(replaced);
    problems.throwIfAny();
    return configuration;
  }

  private static Mapping mapping(Path file, String name) throws ConfigurationException {
    try {
      return Files.notExists(file) ? Mapping.empty(1) : Yaml.read(file);
    } catch (NoSuchFileException gone) {
      return Mapping.empty(1);
    } catch (IOException unreadable) {
      String reason = unreadable.getClass().getSimpleName();
      throw Yaml.problem(name, 1, "cannot be read (" + reason + "); check " + file);
    }
  }
}
