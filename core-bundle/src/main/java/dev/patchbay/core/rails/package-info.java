/** Rails against accidents in plugins: what they see, what they call, what they leave behind. */
@NullMarked
package dev.patchbay.core.rails;

import org.jspecify.annotations.NullMarked;
