package dev.patchbay.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

public final class MetatypeXmlTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root() {
    return folder.getRoot().toPath();
  }

  @Test
  public void optionsAreReadWithTheirTypesAndLimits() throws Exception {
    Map<String, OptionSchema> schemas = MetatypeXml.in(MetatypeJar.in(root()));
    assertThat(schemas).containsOnlyKeys("web", "single");
    OptionSchema web = MetatypeJar.schema(root());
    assertThat(web.factory()).isTrue();
    assertThat(schemas.get("single")).extracting(OptionSchema::factory).isEqualTo(false);
    assertThat(web.keys())
        .containsExactly(
            "token",
            "smtp.password",
            "smtp.host",
            "channel",
            "channels",
            "list",
            "pair",
            "port",
            "n",
            "on",
            "mode",
            "ratio",
            "room",
            "extra");
    Option token = web.option("token").orElseThrow();
    assertThat(token.property()).isEqualTo(".token");
    assertThat(token.secret()).isTrue();
    assertThat(token.exposed()).isFalse();
    assertThat(token.required()).isTrue();
    Option channel = web.option("channel").orElseThrow();
    assertThat(channel.required()).as("a default satisfies").isFalse();
    assertThat(channel.defaults()).containsExactly("#builds, all");
    assertThat(web.option("list").orElseThrow().defaults()).containsExactly("a", "b,c");
    assertThat(web.option("mode").orElseThrow().choices()).containsExactly("fast", "slow");
    assertThat(web.needsNothing()).isFalse();
    assertThat(OptionSchema.none("x").needsNothing()).isTrue();
  }

  @Test
  public void anInstalledBundleThatCannotResolveGivesTheSameAnswers() throws Exception {
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).iterator().next();
    Framework framework =
        factory.newFramework(
            Map.of(Constants.FRAMEWORK_STORAGE, folder.newFolder("storage").toString()));
    framework.start();
    try {
      Path jar = MetatypeJar.in(root());
      Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
      assertThat(MetatypeXml.in(bundle)).isEqualTo(MetatypeXml.in(jar));
      assertThat(bundle.getState()).isEqualTo(Bundle.INSTALLED);
    } finally {
      framework.stop();
      framework.waitForStop(10_000);
    }
  }

  @Test
  public void hostileDocumentsAreRefused() throws Exception {
    Path broken = MetatypeJar.of(root(), "<MetaData><OCD>");
    assertThatThrownBy(() -> MetatypeXml.in(broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("OSGI-INF/metatype/0.xml is not valid XML");
    Path entities =
        MetatypeJar.of(
            root(),
            "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><MetaData><OCD id='&a;'/></MetaData>");
    assertThatThrownBy(() -> MetatypeXml.in(entities)).isInstanceOf(IOException.class);
    Path large = MetatypeJar.of(root(), "<!--" + " ".repeat(1024 * 1024) + "--><MetaData/>");
    assertThatThrownBy(() -> MetatypeXml.in(large)).hasMessageContaining("larger than 1 MiB");
  }
}
