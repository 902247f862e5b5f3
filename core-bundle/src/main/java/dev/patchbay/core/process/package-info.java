/** Starting a command in a session of its own, bounding its output, and ending its whole tree. */
@NullMarked
package dev.patchbay.core.process;

import org.jspecify.annotations.NullMarked;
