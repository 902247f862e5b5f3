package dev.patchbay.core.shell;

import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.ReceiptRead;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.receipt.Verification;
import dev.patchbay.core.repository.Repo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code receipt ID} and {@code receipt verify}. */
@Command(name = "receipt", description = "one receipt; `receipt verify` checks all of them")
final class ReceiptCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "ID", description = "a receipt's or a run's id; or: verify")
  private String id = "";

  @Option(
      names = "--repo",
      paramLabel = "REPOSITORY",
      description = "verify only this repository's")
  private String repository = "";

  ReceiptCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return id.equals("verify") ? verify(desk.get()) : show(desk.get());
  }

  private int show(Desk rooms) {
    Receipt receipt =
        rooms
            .receipts()
            .find(id)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        CommandFailure.WRONG,
                        "there is no receipt '" + id + "'; `patchbay receipts` lists them"));
    rooms.lanes().tell(read(receipt));
    call.out().println(output.isJson() ? receipt.line() : Json.pretty(receipt.line()));
    return 0;
  }

  /** Not stored: it is for those alone who ask for it. */
  private static ReceiptRead read(Receipt receipt) {
    EventHeader header =
        new EventHeader(UUID.randomUUID().toString(), 0, Instant.now(), receipt.repository());
    return new ReceiptRead(
        header, receipt.id(), Receipts.NOTES, receipt.commit(), receipt.json(), "command line");
  }

  private int verify(Desk rooms) {
    List<Repo> repositories =
        repository.isEmpty()
            ? rooms.repositories().all()
            : List.of(Named.repository(rooms, repository));
    boolean ok = true;
    List<Json> answers = new ArrayList<>();
    for (Repo repo : repositories) {
      Verification found = rooms.receipts().verify(repo);
      ok &= found.ok();
      answers.add(json(repo, found));
      if (!output.isJson()) {
        call.out()
            .println(
                repo.name()
                    + ": "
                    + found.receipts()
                    + " receipts"
                    + (found.ok() ? ", all of them as they were written" : ""));
        found
            .findings()
            .forEach(each -> call.out().println("  " + each.receipt() + ": " + each.problem()));
      }
    }
    if (output.isJson()) {
      Json.of("repositories", answers).put("ok", ok).print(call.out());
    }
    return ok ? 0 : CommandFailure.FAILED;
  }

  private static Json json(Repo repo, Verification found) {
    return new Json()
        .put("name", repo.name())
        .put("receipts", found.receipts())
        .put("ok", found.ok())
        .putAll(
            "findings",
            found.findings().stream()
                .map(
                    each ->
                        new Json().put("receipt", each.receipt()).put("problem", each.problem()))
                .toList());
  }
}
