/**
 * Launchers start the workers that run tasks; brief sources tell workers what they need to know.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api.worker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
