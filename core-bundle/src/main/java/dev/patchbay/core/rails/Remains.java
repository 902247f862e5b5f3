package dev.patchbay.core.rails;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.osgi.framework.BundleReference;

/**
 * What there is in the virtual machine at one moment, by the class loader that it belongs to: the
 * stacks of all threads are taken once, for however many class loaders are asked for.
 */
final class Remains {
  private static final int NAMED = 5;

  private final Map<Thread, StackTraceElement[]> stacks = new LinkedHashMap<>();
  private final List<Bean> beans = beans();

  private record Bean(ObjectName name, ClassLoader loader) {}

  Remains() {
    for (Thread thread : all()) {
      if (thread != Thread.currentThread()) {
        stacks.put(thread, thread.getStackTrace());
      }
    }
  }

  /**
   * @param alone whether no other generation of the same plugin is there, whose classes have the
   *     same names
   */
  List<String> of(ClassLoader loader, boolean alone) {
    List<String> found = new ArrayList<>(threads(loader, alone));
    for (Bean bean : beans) {
      if (bean.loader() == loader) {
        found.add("JMX bean " + bean.name());
      }
    }
    return found;
  }

  private List<String> threads(ClassLoader loader, boolean alone) {
    Set<String> packages =
        Arrays.stream(loader.getDefinedPackages())
            .map(Package::getName)
            .collect(Collectors.toSet());
    List<String> found = new ArrayList<>();
    int more = 0;
    for (Map.Entry<Thread, StackTraceElement[]> one : stacks.entrySet()) {
      Thread thread = one.getKey();
      Optional<StackTraceElement> inside = inside(one.getValue(), packages);
      boolean ours =
          thread.getContextClassLoader() == loader
              || thread.getClass().getClassLoader() == loader
              || (alone && inside.isPresent() && !isOfBundle(thread));
      if (ours) {
        if (found.size() < NAMED) {
          found.add(describe(thread, inside));
        } else {
          more++;
        }
      }
    }
    if (more > 0) {
      found.add("and " + more + " more threads");
    }
    return found;
  }

  /** The core's own threads call other plugins with the class loaders of those. */
  private static boolean isOfBundle(Thread thread) {
    return thread.getContextClassLoader() instanceof BundleReference;
  }

  private static String describe(Thread thread, Optional<StackTraceElement> inside) {
    boolean timer = thread.getClass().getName().equals("java.util.TimerThread");
    return (timer ? "timer '" : "thread '")
        + thread.getName()
        + "'"
        + inside
            .map(frame -> " in " + frame.getClassName() + "." + frame.getMethodName())
            .orElse("");
  }

  private static Optional<StackTraceElement> inside(
      StackTraceElement[] stack, Set<String> packages) {
    return Arrays.stream(stack)
        .filter(frame -> packages.contains(packageOf(frame.getClassName())))
        .findFirst();
  }

  private static String packageOf(String type) {
    int dot = type.lastIndexOf('.');
    return dot < 0 ? "" : type.substring(0, dot);
  }

  /** Without stopping them all, as {@code Thread.getAllStackTraces} does. */
  private static List<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup parent = root; parent != null; parent = parent.getParent()) {
      root = parent;
    }
    Thread[] threads = new Thread[root.activeCount() * 2 + 10];
    int number = root.enumerate(threads, true);
    return List.of(Arrays.copyOf(threads, number));
  }

  /** Of servers that are there already; asking for the platform's would make it. */
  private static List<Bean> beans() {
    List<Bean> found = new ArrayList<>();
    for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
      for (ObjectName name : server.queryNames(null, null)) {
        try {
          ClassLoader loader = server.getClassLoaderFor(name);
          if (loader instanceof BundleReference) {
            found.add(new Bean(name, loader));
          }
        } catch (InstanceNotFoundException e) {
          // Gone meanwhile, which is what is wished for.
        }
      }
    }
    return found;
  }
}
