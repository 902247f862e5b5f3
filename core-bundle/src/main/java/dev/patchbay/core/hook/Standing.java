package dev.patchbay.core.hook;

import dev.patchbay.core.board.Figures;
import dev.patchbay.core.board.PluginId;
import java.util.List;
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

  /**
   * How all hooks of one instance of a plugin stand together. While some are served, those that an
   * update took away hold up nothing.
   */
  public static Figures of(PluginId plugin, List<Standing> all) {
    List<Standing> hooks =
        all.stream()
            .filter(one -> one.name().filter(name -> name.plugin().equals(plugin)).isPresent())
            .toList();
    boolean some = hooks.stream().anyMatch(Standing::served);
    long lag =
        hooks.stream()
            .filter(one -> one.served() || !some)
            .mapToLong(Standing::lag)
            .max()
            .orElse(0);
    return new Figures(
        lag,
        hooks.stream().mapToLong(Standing::delivered).sum(),
        hooks.stream().mapToLong(Standing::failed).sum());
  }
}
