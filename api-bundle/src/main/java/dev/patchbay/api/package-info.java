/** What every plugin begins with: its identity, its life and its errors. */
@NullMarked
@Export
@Version("1.0.0")
package dev.patchbay.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
