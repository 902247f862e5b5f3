/** A real framework for tests, and plugins built for it. */
@NullMarked
package dev.patchbay.core.framework;

import org.jspecify.annotations.NullMarked;
