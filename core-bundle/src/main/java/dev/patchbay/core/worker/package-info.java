/** Workers: the built-in launchers, those of plugins, and the supervision of what they started. */
@NullMarked
package dev.patchbay.core.worker;

import org.jspecify.annotations.NullMarked;
