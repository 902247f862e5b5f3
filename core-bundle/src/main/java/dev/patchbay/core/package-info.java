/** The daemon put together: one composition root over the rooms below it. */
@NullMarked
package dev.patchbay.core;

import org.jspecify.annotations.NullMarked;
