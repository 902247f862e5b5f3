/** The events: everything that happens, as immutable records in one sealed family. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
