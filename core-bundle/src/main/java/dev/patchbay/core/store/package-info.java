/** SQLite behind one writer thread: the only transaction there is. */
@NullMarked
package dev.patchbay.core.store;

import org.jspecify.annotations.NullMarked;
