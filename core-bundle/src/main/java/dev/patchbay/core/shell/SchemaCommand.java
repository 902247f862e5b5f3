package dev.patchbay.core.shell;

import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.job.DefinitionReader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code schema}: what editors and validators check files against; needs no daemon. */
@Command(
    name = "schema",
    description = "the JSON Schema (2020-12) of patchbay.yaml or of job files")
final class SchemaCommand implements Callable<Integer> {
  private static final List<String> KINDS = List.of("config", "job");

  private final Call call;

  @Parameters(paramLabel = "config|job", description = "of patchbay.yaml, or of .patchbay/jobs/*")
  private String kind = "";

  SchemaCommand(Call call) {
    this.call = call;
  }

  @Override
  public Integer call() {
    if (!KINDS.contains(kind)) {
      throw CommandFailure.unknown("schema", kind, KINDS);
    }
    String schema = kind.equals("job") ? DefinitionReader.schema() : ConfigurationFile.schema();
    call.out().println(schema.stripTrailing());
    return 0;
  }
}
