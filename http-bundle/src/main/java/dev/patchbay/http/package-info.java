/**
 * What a plugin needs to talk to one HTTP service: a client, its requests, its answers and their
 * errors.
 */
@NullMarked
@Export
@Version("1.0.0")
package dev.patchbay.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
