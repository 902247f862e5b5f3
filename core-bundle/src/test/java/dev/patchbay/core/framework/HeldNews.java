package dev.patchbay.core.framework;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;

/**
 * Holds up what a framework tells later and on one thread, as a loaded machine does: the news of
 * configurations, or those of bundles.
 */
public final class HeldNews {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final TestFramework framework;
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private HeldNews(TestFramework framework) {
    this.framework = framework;
  }

  /** From now on nobody hears of configurations. */
  public static HeldNews ofConfigurations(TestFramework framework) throws Exception {
    HeldNews news = new HeldNews(framework);
    ConfigurationListener listener = event -> news.hear(told(event));
    framework
        .context()
        .registerService(
            ConfigurationListener.class, listener, FrameworkUtil.asDictionary(Map.of()));
    news.change("held");
    return news;
  }

  private static String told(ConfigurationEvent event) {
    return event.getPid();
  }

  /** From now on only those who listen synchronously hear of bundles. */
  public static HeldNews ofBundles(TestFramework framework) {
    HeldNews news = new HeldNews(framework);
    BundleListener listener = event -> news.hear(told(event));
    framework.context().addBundleListener(listener);
    return news;
  }

  private static String told(BundleEvent event) {
    return event.getType() + " " + event.getBundle().getSymbolicName();
  }

  private void hear(String what) {
    heard.add(what);
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All of it is told, in its order. */
  public void release() {
    release.countDown();
  }

  /** The same, and waits until all who listen for configurations have heard it. */
  public void releaseConfigurations() throws Exception {
    release();
    change("released");
    change("after");
  }

  /** What was told by now. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  private void change(String pid) throws Exception {
    Configuration configuration = framework.configurations().getConfiguration(pid, "?");
    configuration.update(FrameworkUtil.asDictionary(Map.of()));
    await().atMost(SOON).until(() -> heard.contains(pid));
  }
}
