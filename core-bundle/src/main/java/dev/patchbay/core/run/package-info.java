/** Runs: planned from events, queued, carried out level by level, and ended with a receipt. */
@NullMarked
package dev.patchbay.core.run;

import org.jspecify.annotations.NullMarked;
