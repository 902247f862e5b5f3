/** Measurements with the flags that are shipped. */
@NullMarked
package dev.patchbay.bench;

import org.jspecify.annotations.NullMarked;
