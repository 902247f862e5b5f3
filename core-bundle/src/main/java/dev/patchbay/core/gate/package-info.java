/** Gates: commands and plugins that judge a level, in order, each before the next. */
@NullMarked
package dev.patchbay.core.gate;

import org.jspecify.annotations.NullMarked;
