/** The commands, one class for each noun, and the thin adapters that offer them in a Gogo shell. */
@NullMarked
package dev.patchbay.core.shell;

import org.jspecify.annotations.NullMarked;
