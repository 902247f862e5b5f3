/** The shorter examples of the plugin guide, compiled and tried. */
@NullMarked
package dev.patchbay.guide;

import org.jspecify.annotations.NullMarked;
