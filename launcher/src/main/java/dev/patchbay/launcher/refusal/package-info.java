/** What the daemon does not do for plugins; exported, for their classes to find it. */
@NullMarked
package dev.patchbay.launcher.refusal;

import org.jspecify.annotations.NullMarked;
