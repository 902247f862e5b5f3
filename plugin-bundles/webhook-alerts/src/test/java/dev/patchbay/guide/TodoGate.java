package dev.patchbay.guide;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.patchbay.api.Plugin;
import dev.patchbay.api.gate.Finding;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.api.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Fails while a TODO is left in what changed. */
@Plugin(name = "todo-gate", description = "Fails while a TODO is left in what changed")
@Component(name = "todo-gate", property = "gate=todo")
public final class TodoGate implements QualityGate {
  @Override
  public Verdict check(GateContext context) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (String path : context.changedPaths()) {
      Path file = context.cwd().resolve(path);
      if (Files.isRegularFile(file) && Files.readString(file, ISO_8859_1).contains("TODO")) {
        findings.add(new Finding("minor", "a TODO is left", path, 0));
      }
    }
    return findings.isEmpty()
        ? Verdict.pass("nothing is left to do")
        : Verdict.fail(findings.size() + " files have something left to do", findings);
  }
}
