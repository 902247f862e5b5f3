/** Lanes: one ordered reader of the log for each hook, whoever serves it; commands as hooks. */
@NullMarked
package dev.patchbay.core.hook;

import org.jspecify.annotations.NullMarked;
