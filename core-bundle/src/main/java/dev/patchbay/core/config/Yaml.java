package dev.patchbay.core.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads one YAML 1.2 document into nodes that know their places, within limits. */
public final class Yaml {
  /** Larger files are refused. */
  public static final int MAX_BYTES = 1024 * 1024;

  private Yaml() {}

  /** The mapping that a file holds; an empty file is an empty mapping. */
  public static Mapping read(Path path) throws ConfigurationException, IOException {
    String file = String.valueOf(path.getFileName());
    if (Files.size(path) > MAX_BYTES) {
      throw tooLarge(file);
    }
    return read(file, Files.readAllBytes(path));
  }

  /** The mapping in the content of a file of this name. */
  public static Mapping read(String file, byte[] content) throws ConfigurationException {
    if (content.length > MAX_BYTES) {
      throw tooLarge(file);
    }
    String text = decode(file, content);
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file)
              .setCodePointLimit(MAX_BYTES + 1)
              // A long line or text is copied again for each buffer: one buffer holds it all.
              .setBufferSize(Math.max(1024, text.length() + 1))
              .build();
      Node root = new NodeBuilder(file, new Parse(settings).parseString(text)).document();
      if (root instanceof Mapping mapping) {
        return mapping;
      }
      if (root instanceof Scalar scalar && scalar.empty()) {
        return Mapping.empty(1);
      }
      throw problem(file, root.line(), "expected 'key: value' pairs, found " + root.kind());
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw problem(file, line, "not valid YAML" + reason(broken) + hint(text, line));
    } catch (ReaderException broken) {
      int line = lineOf(text, broken.getPosition());
      throw problem(file, line, "a character that YAML does not allow; remove it");
    } catch (YamlEngineException broken) {
      throw problem(file, 1, "not valid YAML");
    }
  }

  /** The parser's reason, but for the one that repeats what may be a secret without quotes. */
  private static String reason(MarkedYamlEngineException broken) {
    String problem = String.valueOf(broken.getProblem());
    return problem.startsWith("found undefined tag handle") ? ": an unknown tag" : ": " + problem;
  }

  /**
   * Inside braces a value that holds some needs quotes, which people who write variables forget.
   */
  private static String hint(String text, int line) {
    return text.lines().skip(line - 1L).findFirst().orElse("").contains("${")
        ? "; inside { } or [ ] put quotes around '${…}'"
        : "";
  }

  static ConfigurationException problem(String file, int line, String message) {
    return new ConfigurationException(List.of(new Problem(file, line, "", message)));
  }

  private static ConfigurationException tooLarge(String file) {
    return problem(file, 1, "the file is larger than 1 MiB");
  }

  private static String decode(String file, byte[] content) throws ConfigurationException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      int line = 1;
      for (int i = 0; i < bytes.position(); i++) {
        line += content[i] == '\n' ? 1 : 0;
      }
      throw problem(file, line, "the file is not UTF-8 text; save it as UTF-8");
    }
  }

  private static int lineOf(String text, int position) {
    int end = Math.min(text.length(), Math.max(0, position));
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
