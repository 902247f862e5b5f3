package dev.patchbay.core.board;

import java.util.List;

/** Is told what comes and goes, on the board's thread; must not block. */
@FunctionalInterface
public interface BoardListener {
  /**
   * What calls of an instance go to from now on has changed.
   *
   * @param services all services of its current generation; none when it has no generation. Those
   *     told before and not among them are being let go
   */
  void changed(PluginId plugin, List<Plugged<?>> services);
}
