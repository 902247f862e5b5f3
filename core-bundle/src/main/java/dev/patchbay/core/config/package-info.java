/** {@code patchbay.yaml}: read it, check it against given schemas, notice its changes. */
@NullMarked
package dev.patchbay.core.config;

import org.jspecify.annotations.NullMarked;
