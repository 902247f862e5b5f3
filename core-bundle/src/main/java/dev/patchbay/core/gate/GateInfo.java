package dev.patchbay.core.gate;

import java.time.Duration;

/**
 * What is known of a gate before it is asked.
 *
 * @param source the command, or the plugin with its version
 * @param required unless a job's definition says otherwise
 * @param timeout unless a job's definition says otherwise
 */
record GateInfo(String name, String source, boolean required, Duration timeout) {}
