/** Definitions of jobs as a commit holds them, and the conditions under which they run. */
@NullMarked
package dev.patchbay.core.job;

import org.jspecify.annotations.NullMarked;
