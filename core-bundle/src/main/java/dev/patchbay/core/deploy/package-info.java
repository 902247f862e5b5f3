/** The hot-deploy folder; install, update, rollback and removal of plugins. */
@NullMarked
package dev.patchbay.core.deploy;

import org.jspecify.annotations.NullMarked;
