/** Starts the framework with the daemon in it; everything else is a client of a running one. */
@NullMarked
package dev.patchbay.launcher;

import org.jspecify.annotations.NullMarked;
