package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.api.hook.EventHook;
import dev.patchbay.core.framework.BoardFixture;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Who counts as a plugin, and so sees no service of another. */
public class WallsTest {
  @Rule public final BoardFixture fixture = new BoardFixture();

  @Test
  public void aPluginWithoutAnAnnotationSeesNoServiceOfAnotherEither() throws Exception {
    fixture.plug("counting", "1.0.0");
    Bundle nameless = fixture.framework().install(fixture.jar("nameless", "1.0.0"));
    assertThat(fixture.board().plug(nameless).get(30, TimeUnit.SECONDS).accepted()).isTrue();
    BundleContext context = nameless.getBundleContext();
    assertThat(context.getServiceReferences(QualityGate.class, null)).as("its own").hasSize(1);
    assertThat(context.getServiceReferences(EventHook.class, null)).isEmpty();
    assertThat(fixture.framework().context().getServiceReferences(EventHook.class, null))
        .as("what the daemon sees")
        .hasSize(1);
  }
}
