/** Turns changed refs into Git events, exactly once each, and checks commits out for runs. */
@NullMarked
package dev.patchbay.core.git;

import org.jspecify.annotations.NullMarked;
