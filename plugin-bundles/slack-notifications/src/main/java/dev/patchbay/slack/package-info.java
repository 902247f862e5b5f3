/** Tells Slack channels what happens in Git and to jobs. */
@NullMarked
package dev.patchbay.slack;

import org.jspecify.annotations.NullMarked;
