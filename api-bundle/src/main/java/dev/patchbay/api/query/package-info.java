/** The read side of the daemon. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api.query;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
