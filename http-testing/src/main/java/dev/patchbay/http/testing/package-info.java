/** What a plugin's tests need in the place of the service it talks to. */
@NullMarked
package dev.patchbay.http.testing;

import org.jspecify.annotations.NullMarked;
