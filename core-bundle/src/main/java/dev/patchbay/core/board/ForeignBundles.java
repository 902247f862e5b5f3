package dev.patchbay.core.board;

import org.osgi.framework.Bundle;

/** Is told of plugins that somebody handled past the board, in the shell; on the board's thread. */
public interface ForeignBundles {
  /** A plugin's bundle was started that nobody had plugged in. */
  void adopted(String plugin, Bundle bundle);

  /** A plugin's bundle was uninstalled. */
  void uninstalled(String plugin, Bundle bundle);
}
