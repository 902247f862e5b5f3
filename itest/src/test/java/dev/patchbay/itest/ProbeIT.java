package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.*;

import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.BundleContext;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class ProbeIT {
  @Inject private BundleContext context;

  @Configuration
  public Option[] configuration() {
    return options(junitBundles(), systemPackages("org.assertj.core.api","org.slf4j;version=2.0"), cleanCaches());
  }

  @Test
  public void frameworkRuns() {
    assertThat(context.getBundles().length).isGreaterThan(3);
  }
}
