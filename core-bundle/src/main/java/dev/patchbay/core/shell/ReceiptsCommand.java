package dev.patchbay.core.shell;

import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.core.run.RunStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code receipts}. */
@Command(name = "receipts", description = "what runs left, newest first")
final class ReceiptsCommand implements Callable<Integer> {
  private static final List<String> STATUSES =
      Arrays.stream(RunStatus.values()).filter(RunStatus::ended).map(RunStatus::word).toList();

  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  @Mixin private Pages pages = new Pages();

  @Option(names = "--commit", paramLabel = "COMMIT", description = "an id or its beginning")
  private String commit = "";

  @Option(names = "--branch", paramLabel = "BRANCH", description = "only those of this branch")
  private String branch = "";

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "succeeded, failed, cancelled or denied")
  private String status = "";

  @Option(names = "--since", paramLabel = "T", description = "a time, a day, or how long ago (2h)")
  private String since = "";

  @Option(names = "--until", paramLabel = "T", description = "before this time")
  private String until = "";

  ReceiptsCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    CommandFailure.unlessKnown("--status", status, STATUSES);
    ReceiptFilter filter =
        new ReceiptFilter(
            pages.job(),
            commit,
            branch,
            status,
            since.isEmpty() ? Instant.MIN : Words.time("--since", since),
            until.isEmpty() ? Instant.MAX : Words.time("--until", until));
    List<Receipt> receipts =
        pages.all((after, size) -> desk.get().records().receipts(filter, after, size));
    if (receipts.isEmpty()) {
      pages.unlessKnown(desk.get());
    }
    Json json =
        Json.of("receipts", receipts.stream().map(each -> Json.parsed(each.line())).toList());
    Table table = new Table("RECEIPT", "JOB", "REPOSITORY", "COMMIT", "STATUS", "TIME");
    for (Receipt each : receipts) {
      table.row(
          each.id(),
          each.job(),
          each.repository(),
          Words.commit(each.commit()),
          each.status(),
          Words.at(each.timestamp()));
    }
    return output.print(call, json, table, "no receipts");
  }
}
