package dev.patchbay.core.hook;

import dev.patchbay.core.board.PluginId;
import java.util.List;

/**
 * How the hooks of one instance of a plugin stand together.
 *
 * @param lag how many events the hook that is furthest behind has before it
 * @param delivered how many deliveries ended well since its cursors came to be
 * @param failed how many events became dead letters since then
 */
public record Figures(long lag, long delivered, long failed) {

  /** While some hooks are served, those that an update took away hold up nothing. */
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
