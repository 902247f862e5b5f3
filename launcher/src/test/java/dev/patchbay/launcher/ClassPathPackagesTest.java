package dev.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** What the class path offers to bundles. */
public class ClassPathPackagesTest {
  @Test
  public void packagesComeWithTheirVersionsAndWithoutDirectives() {
    String header = "a.b;version=\"1.2.3\";uses:=\"c,d;e\",c;d;x-internal:=true;version=2,plain";
    assertThat(ClassPathPackages.exports(header))
        .isEqualTo(List.of("a.b;version=\"1.2.3\"", "c;version=\"2\"", "d;version=\"2\"", "plain"));
  }

  @Test
  public void librariesOfThisClassPathAreOfferedAndTheFrameworkIsNot() throws IOException {
    String[] packages = ClassPathPackages.of(System.getProperty("java.class.path")).split(",");
    assertThat(packages)
        .contains("picocli;version=\"4.7.7\"")
        .anyMatch(each -> each.startsWith("org.slf4j;version="))
        .anyMatch(each -> each.startsWith("org.eclipse.jgit.lib;version="))
        .anyMatch(each -> each.startsWith("org.jspecify.annotations;version="))
        .noneMatch(each -> each.startsWith("org.osgi.framework"));
    assertThat(Arrays.stream(packages).distinct().count()).isEqualTo(packages.length);
  }
}
