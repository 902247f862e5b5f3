package dev.patchbay.itest.torture;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits until nothing is under way any more. */
record Rest(Control control) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long LONGEST_SECONDS = 120;

  void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    String busy = busy();
    long before = -1;
    while (!busy.isEmpty() || before != last()) {
      if (System.nanoTime() > end) {
        throw new IOException("it does not come to rest: " + busy);
      }
      before = last();
      TimeUnit.MILLISECONDS.sleep(1_300); // longer than it takes to look at the refs again
      busy = busy();
    }
  }

  private long last() throws IOException {
    return MAPPER.readTree(control.require("status", "--json")).get("lastEvent").asLong();
  }

  private String busy() throws IOException {
    for (String status : List.of("queued", "running", "paused")) {
      JsonNode runs =
          MAPPER.readTree(control.require("runs", "--status", status, "--json")).get("runs");
      if (!runs.isEmpty()) {
        return status + " is " + runs.get(0);
      }
    }
    for (JsonNode repository :
        MAPPER.readTree(control.require("status", "--json")).get("repositories")) {
      if (repository.get("pendingReceipts").asLong() > 0) {
        return repository.toString();
      }
    }
    for (JsonNode plugin : MAPPER.readTree(control.require("plugins", "--json")).get("plugins")) {
      if (plugin.path("lag").asLong() > 0) {
        return plugin.toString();
      }
    }
    return "";
  }
}
