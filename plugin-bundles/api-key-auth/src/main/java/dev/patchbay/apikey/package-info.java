/** Admits runs that bring a known API key. */
@NullMarked
package dev.patchbay.apikey;

import org.jspecify.annotations.NullMarked;
