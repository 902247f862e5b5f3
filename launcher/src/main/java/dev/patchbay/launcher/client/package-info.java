/** The command line's side of the control socket; starts with nothing but the JDK. */
@NullMarked
package dev.patchbay.launcher.client;

import org.jspecify.annotations.NullMarked;
