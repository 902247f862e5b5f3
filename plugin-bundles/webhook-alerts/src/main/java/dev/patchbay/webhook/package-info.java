/** The sample plugin of the plugin guide. */
@NullMarked
package dev.patchbay.webhook;

import org.jspecify.annotations.NullMarked;
