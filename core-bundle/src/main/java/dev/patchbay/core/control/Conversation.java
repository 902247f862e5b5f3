package dev.patchbay.core.control;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One command of one client, while it runs. */
public final class Conversation {
  private final Request request;
  private final InputStream input;
  private final PrintStream out;
  private final PrintStream err;
  private volatile Runnable onCancel;
  private volatile boolean cancelled;

  Conversation(Request request, InputStream input, Outbox outbox, Runnable interrupt) {
    this.request = request;
    this.input = input;
    this.out = print(Frame.OUTPUT, outbox);
    this.err = print(Frame.ERROR, outbox);
    this.onCancel = interrupt;
  }

  private static PrintStream print(byte kind, Outbox outbox) {
    Stream frames = new Stream(kind, outbox);
    return new PrintStream(new BufferedOutputStream(frames, 8192), false, StandardCharsets.UTF_8);
  }

  public Request request() {
    return request;
  }

  /** What the client types; empty and at its end for most commands. */
  public InputStream input() {
    return input;
  }

  /** Buffered: flush what somebody is waiting to see. */
  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** What to do on the client's cancel instead of interrupting the command's thread. */
  public void onCancel(Runnable action) {
    onCancel = action;
    if (cancelled) {
      action.run();
    }
  }

  /** Whether the client asked for the end of it; a connection that is lost asks for nothing. */
  public boolean cancelled() {
    return cancelled;
  }

  void cancel() {
    cancelled = true;
    onCancel.run();
  }
}
