/** The event log in the middle: what happened, in order, and how far each reader has come. */
@NullMarked
package dev.patchbay.core.log;

import org.jspecify.annotations.NullMarked;
