package dev.patchbay.core.gate;

import java.time.Duration;

/**
 * A gate as listings show it.
 *
 * @param kind {@code command}, {@code plugin} or {@code missing}
 * @param source the command, or the plugin with its version
 * @param required unless a job's definition says otherwise
 * @param timeout unless a job's definition says otherwise
 */
public record GateInfo(
    String name, String kind, String source, boolean required, Duration timeout) {}
