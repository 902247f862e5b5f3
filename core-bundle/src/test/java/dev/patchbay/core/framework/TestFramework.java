package dev.patchbay.core.framework;

import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Felix with Declarative Services and ConfigurationAdmin, as the launcher starts it. */
public final class TestFramework implements AutoCloseable {
  private static final long STOP_MILLIS = 30_000;

  private final Framework framework;

  public TestFramework(Path storage) throws BundleException {
    Map<String, String> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, "onFirstInit");
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exports());
    properties.put("felix.cm.pm", "memory");
    properties.put("ds.delayed.keepInstances", "false");
    properties.put("ds.stop.timeout.milliseconds", "5000");
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(properties);
    framework.start();
    for (Class<?> type : List.of(org.apache.felix.cm.PersistenceManager.class, ScrInfo.class)) {
      URL jar = type.getProtectionDomain().getCodeSource().getLocation();
      Bundle bundle = context().installBundle(jar.toString());
      bundle.start();
    }
  }

  private static String exports() {
    StringBuilder packages = new StringBuilder();
    for (String api :
        List.of("", ".event", ".hook", ".guard", ".gate", ".worker", ".receipt", ".query")) {
      packages.append("dev.patchbay.api").append(api).append(";version=1.0.0,");
    }
    return packages
        + "dev.patchbay.fixture.probe,"
        + "org.jspecify.annotations;version=1.0.0,"
        + "org.slf4j;version=2.0.20,"
        + "org.osgi.service.cm;version=1.6.1,"
        + "org.osgi.service.log;version=1.5.0,"
        + "org.osgi.service.component;version=1.5.1,"
        + "org.osgi.service.component.runtime;version=1.5.1,"
        + "org.osgi.service.component.runtime.dto;version=1.5.1,"
        + "org.osgi.util.function;version=1.2.0,"
        + "org.osgi.util.promise;version=1.3.0";
  }

  public BundleContext context() {
    return framework.getBundleContext();
  }

  public ConfigurationAdmin configurations() {
    return service(ConfigurationAdmin.class);
  }

  public ServiceComponentRuntime components() {
    return service(ServiceComponentRuntime.class);
  }

  private <S> S service(Class<S> type) {
    ServiceReference<S> reference = context().getServiceReference(type);
    if (reference == null) {
      throw new IllegalStateException("no " + type.getName());
    }
    return context().getService(reference);
  }

  public Bundle install(Path jar) throws BundleException {
    return context().installBundle(jar.toUri().toString());
  }

  /** Waits for its end: the next one in this process would share its dispatcher of events. */
  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      framework.waitForStop(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
