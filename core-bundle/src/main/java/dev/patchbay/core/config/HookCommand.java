package dev.patchbay.core.config;

import java.time.Duration;
import java.util.List;

/** A command that observes an event: its arguments with placeholders, at least one. */
public record HookCommand(String event, List<String> command, Duration timeout, int line) {
  public HookCommand {
    command = List.copyOf(command);
  }
}
