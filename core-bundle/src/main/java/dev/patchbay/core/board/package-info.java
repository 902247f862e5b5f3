/**
 * What is plugged in and its life: identities, generations, states, and the one door into plugins.
 */
@NullMarked
package dev.patchbay.core.board;

import org.jspecify.annotations.NullMarked;
