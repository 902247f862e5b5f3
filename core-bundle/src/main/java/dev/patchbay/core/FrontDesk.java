package dev.patchbay.core;

import dev.patchbay.core.control.ControlServer;
import dev.patchbay.core.control.Conversation;
import dev.patchbay.core.shell.Call;
import dev.patchbay.core.shell.Commands;
import dev.patchbay.core.shell.Desk;
import dev.patchbay.core.shell.GogoCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where users come in: the control socket and a Gogo shell's commands, with one set behind both.
 */
final class FrontDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDesk.class);

  private final BundleContext context;
  private final Commands commands;
  private final ControlServer control;
  private final List<ServiceRegistration<?>> adapters = new ArrayList<>();

  FrontDesk(BundleContext context, Desk desk) throws IOException {
    this.context = context;
    this.commands = new Commands(desk.about().home(), () -> desk);
    this.control =
        new ControlServer(
            desk.about().home(), conversation -> commands.run(new FromSocket(conversation)));
  }

  void start() throws IOException {
    control.start();
    if (GogoLink.isThere()) {
      for (String name : commands.names()) {
        adapters.add(GogoLink.offer(context, new GogoCommand(commands, name)));
      }
      adapters.add(GogoLink.offer(context, new GogoCommand(commands, "help")));
      adapters.addAll(GogoLink.offerFramework(context));
    }
  }

  @Override
  public void close() {
    adapters.forEach(ServiceRegistration::unregister);
    try {
      control.close();
    } catch (IOException e) {
      LOG.warn("the control socket does not close: {}", e.getMessage());
    }
  }

  /** A conversation as commands see it. */
  private record FromSocket(Conversation conversation) implements Call {
    @Override
    public List<String> argv() {
      return conversation.request().argv();
    }

    @Override
    public Path cwd() {
      return conversation.request().cwd();
    }

    @Override
    public int columns() {
      return conversation.request().columns();
    }

    @Override
    public boolean tty() {
      return conversation.request().tty();
    }

    @Override
    public InputStream in() {
      return conversation.input();
    }

    @Override
    public PrintStream out() {
      return conversation.out();
    }

    @Override
    public PrintStream err() {
      return conversation.err();
    }

    @Override
    public void onCancel(Runnable action) {
      conversation.onCancel(action);
    }

    @Override
    public boolean cancelled() {
      return conversation.cancelled();
    }
  }
}
