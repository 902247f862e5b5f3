/** Gates judge the result of a level. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api.gate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
