/** The quality gate that SonarQube keeps. */
@NullMarked
package dev.patchbay.sonarqube;

import org.jspecify.annotations.NullMarked;
