/**
 * Open Git repositories, and the primitives on refs, trees and notes that the rooms above share.
 */
@NullMarked
package dev.patchbay.core.repository;

import org.jspecify.annotations.NullMarked;
