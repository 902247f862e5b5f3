/** Logback set up in code: the daemon's log and one log for each plugin. */
@NullMarked
package dev.patchbay.launcher.logging;

import org.jspecify.annotations.NullMarked;
