/** The API's read side, through which commands, plugins and tests look. */
@NullMarked
package dev.patchbay.core.query;

import org.jspecify.annotations.NullMarked;
