/** Guards admit or deny a run before it starts. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api.guard;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
