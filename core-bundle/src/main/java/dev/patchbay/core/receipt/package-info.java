/** Receipts of runs: a chain of lines in the notes of commits, and an index of them. */
@NullMarked
package dev.patchbay.core.receipt;

import org.jspecify.annotations.NullMarked;
