/** Hooks are told of events, and can stop nothing. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api.hook;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
