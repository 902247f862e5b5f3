package dev.patchbay.core.gate;

import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.gate.Finding;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.api.gate.Verdict;
import dev.patchbay.core.board.CallFailed;
import dev.patchbay.core.board.Plugged;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's gate, of the version that is current when it is asked.
 *
 * @param name that of the gate, with the instance where it is not the default one
 */
record PluginGate(String name, Plugged<QualityGate> plugged) implements Gate {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** What a result keeps of a gate that finds more than anybody reads; all is in the log. */
  private static final int FINDINGS = 200;

  private static final int TEXT = 16 * 1024;

  @Override
  public GateInfo info() {
    String source = plugged.id() + " " + plugged.version();
    return new GateInfo(name, source, true, TIMEOUT);
  }

  @Override
  public boolean isSecret(String key) {
    return plugged.secrets().contains(key);
  }

  @Override
  public Judgement judge(GateRequest request, Duration timeout, GateLog log)
      throws IOException, InterruptedException {
    GateContext context = request.configured();
    Verdict verdict;
    try {
      verdict =
          plugged.<@Nullable Verdict>call("gate " + name, timeout, gate -> gate.check(context));
    } catch (CallFailed e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while gate " + name + " was asked");
      }
      log.line(e.failure().message());
      log.line(e.failure().detail());
      return e.timedOut()
          ? timedOut(e.failure().message())
          : Judgement.error("", e.failure().message());
    }
    if (verdict == null) {
      return Judgement.error(
          "", plugged.id() + " returned null from its gate, which is a mistake of the plugin");
    }
    for (Finding finding : verdict.findings()) {
      log.line(text(finding));
    }
    return judgement(verdict);
  }

  private static Judgement judgement(Verdict verdict) {
    boolean passed = verdict.outcome().passed();
    String message = bounded(verdict.message());
    List<Finding> findings = verdict.findings();
    return new Judgement(
        verdict.outcome(),
        "",
        passed ? 0 : 1,
        passed ? message : "",
        passed ? "" : message,
        message,
        findings.subList(0, Math.min(FINDINGS, findings.size())));
  }

  private static Judgement timedOut(String message) {
    return new Judgement(
        GateOutcome.TIMEOUT, "", Judgement.NO_EXIT, "", message, message, List.of());
  }

  private static String bounded(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
  }

  private static String text(Finding finding) {
    String place = finding.line() > 0 ? finding.path() + ":" + finding.line() : finding.path();
    return "%s %s %s".formatted(finding.severity(), place, finding.message()).strip();
  }
}
