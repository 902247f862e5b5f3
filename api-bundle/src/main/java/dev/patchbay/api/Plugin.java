package dev.patchbay.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Names a plugin. Put it on the one component class that is the plugin, or on one of them when it
 * has several.
 *
 * <p>At build time bnd turns it into a capability of the namespace {@value #NAMESPACE} in the
 * bundle's manifest, by which the daemon knows the plugin before any of its code runs. The
 * configuration PID of the plugin's components is the same {@link #name()}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(namespace = Plugin.NAMESPACE)
public @interface Plugin {

  /** The namespace of the capability. */
  String NAMESPACE = "dev.patchbay.plugin";

  /**
   * The name by which configuration, listings and logs know the plugin: lower-case words joined by
   * hyphens, such as {@code slack-notifications}.
   */
  @Attribute("name")
  String name();

  /** One sentence for listings. */
  @Attribute("description")
  String description() default "";

  /** How a new version of the plugin takes the place of the one that runs. */
  @Attribute("update")
  Update update() default Update.BLUE_GREEN;

  /** How a new version of a plugin takes the place of the one that runs. */
  enum Update {
    /** The new one is started beside the old, switched to when it is healthy; the default. */
    BLUE_GREEN,
    /** The old one is stopped first, for plugins that own a port or a file; events wait. */
    REPLACE
  }
}
