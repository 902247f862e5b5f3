package dev.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.junit.Test;
import org.osgi.framework.BundleException;

public class UpTest {
  @Test
  public void whatMadeTheFrameworkFailIsSaid() {
    IOException full = new IOException("No space left on device");
    assertThat(Up.reason(new BundleException("Unable to cache bundle: a", full)))
        .isEqualTo("Unable to cache bundle: a: No space left on device");
    assertThat(Up.reason(new BundleException("b", new IOException(new AccessDeniedException("c")))))
        .isEqualTo("b: java.nio.file.AccessDeniedException: c");
    assertThat(Up.reason(full)).isEqualTo("No space left on device");
  }
}
