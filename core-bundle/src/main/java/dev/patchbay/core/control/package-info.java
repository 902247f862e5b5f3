/** The control socket, and what core tells the process it lives in. */
@NullMarked
package dev.patchbay.core.control;

import org.jspecify.annotations.NullMarked;
