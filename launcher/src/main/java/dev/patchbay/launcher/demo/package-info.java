/** {@code patchbay demo}: the whole of Patchbay once, in a scratch home, seen from outside. */
@NullMarked
package dev.patchbay.launcher.demo;

import org.jspecify.annotations.NullMarked;
