package dev.patchbay.core.board;

import dev.patchbay.core.config.Configuration;

/**
 * What had to go before its successor could begin, and comes back when that fails.
 *
 * @param configuration with the options that it had, which are not those of the file any more when
 *     it is they that changed
 */
record Before(PluginBundle bundle, Configuration configuration) {}
