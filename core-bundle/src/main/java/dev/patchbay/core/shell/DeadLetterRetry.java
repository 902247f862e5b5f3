package dev.patchbay.core.shell;

import dev.patchbay.core.hook.Redeliveries;
import dev.patchbay.core.hook.Retried;
import dev.patchbay.core.log.DeadLetters.DeadLetter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Has dead letters delivered once more, and says what came of each. */
record DeadLetterRetry(Call call, Desk rooms, Output output) {
  int of(List<DeadLetter> letters) throws InterruptedException {
    Redeliveries redeliveries = new Redeliveries(rooms.lanes());
    Map<DeadLetter, CompletableFuture<Retried>> answers = new LinkedHashMap<>();
    letters.forEach(each -> answers.put(each, redeliveries.retry(each)));
    Table table = new Table("ID", "PLUGIN", "RESULT");
    List<Json> results = new ArrayList<>();
    boolean all = true;
    for (Map.Entry<DeadLetter, CompletableFuture<Retried>> each : answers.entrySet()) {
      Retried retried = await(each.getValue());
      String plugin = DeadLettersCommand.plugin(each.getKey());
      all &= retried.delivered();
      table.row(retried.letter(), plugin, retried.delivered() ? "delivered" : "kept");
      if (!retried.delivered()) {
        tellKept(retried, plugin);
      }
      results.add(json(retried, plugin));
    }
    output.print(call, Json.of("retried", results), table, "");
    return all ? 0 : CommandFailure.FAILED;
  }

  private static Retried await(CompletableFuture<Retried> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void tellKept(Retried retried, String plugin) {
    String why = retried.error() + PluginsCommand.trouble(rooms, plugin);
    call.err()
        .println(Table.plain("patchbay: dead letter " + retried.letter() + " is kept: " + why));
  }

  private static Json json(Retried retried, String plugin) {
    return new Json()
        .put("id", retried.letter())
        .put("plugin", plugin)
        .put("delivered", retried.delivered())
        .put("error", retried.error());
  }
}
