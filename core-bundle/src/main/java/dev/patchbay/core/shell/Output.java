package dev.patchbay.core.shell;

import picocli.CommandLine.Option;

/** The option that every listing takes. */
final class Output {
  @Option(names = "--json", description = "one JSON document on standard output")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /** One document, or what is for people. */
  int print(Call call, Json document, Table table, String whenEmpty) {
    if (json) {
      document.print(call.out());
    } else if (table.isEmpty()) {
      call.out().println(whenEmpty);
    } else {
      table.print(call);
    }
    return 0;
  }
}
