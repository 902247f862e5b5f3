package dev.patchbay.core.hook;

import java.util.Optional;

/**
 * How one hook stands.
 *
 * @param reader the name of its cursor
 * @param served whether it is plugged in, also when it is quarantined
 * @param position the event that it is past
 * @param lag how many events it has before it
 * @param delivered how many deliveries ended well since the cursor came to be
 * @param failed how many events became dead letters since then
 */
public record Standing(
    String reader, boolean served, long position, long lag, long delivered, long failed) {

  /** Empty for a command of the configuration. */
  public Optional<HookName> name() {
    return HookName.of(reader);
  }
}
