package dev.patchbay.core.config;

import java.time.Duration;
import java.util.List;

/** A command that judges as a gate: its arguments with placeholders, at least one. */
public record GateCommand(
    String name, List<String> command, boolean required, Duration timeout, int line) {
  public GateCommand {
    command = List.copyOf(command);
  }
}
