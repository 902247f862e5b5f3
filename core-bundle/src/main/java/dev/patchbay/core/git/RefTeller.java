package dev.patchbay.core.git;

import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.log.Draft;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.store.Store;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends an event for each ref of one repository that is not as it was told last, together with
 * its new value.
 */
final class RefTeller {
  private static final Logger LOG = LoggerFactory.getLogger(RefTeller.class);

  /** So many events at most are held in memory at once, each of which may list 10,000 paths. */
  private static final int BATCH = 16;

  /** Beyond so many changed refs it is cheaper to read all at once. */
  private static final int FEW = 32;

  private final Repo repo;
  private final Store store;
  private final EventLog log;
  private final RefSnapshots snapshots;
  private final ChangeReader changes;
  private final PushSpool spool;
  private final Patience patience;
  private final UnreadableRefs unreadable;
  private long repository = -1;
  private @Nullable RepositoryException damage;

  RefTeller(Repo repo, Store store, EventLog log, Consumer<String> later) {
    this.repo = repo;
    this.store = store;
    this.log = log;
    this.patience = new Patience(later);
    this.snapshots = new RefSnapshots(store);
    this.changes = new ChangeReader(repo);
    this.spool = new PushSpool(repo.gitDir());
    this.unreadable = new UnreadableRefs(repo.gitDir());
  }

  boolean firstSight() {
    return repository < 0;
  }

  long count() {
    return repository < 0 ? 0 : snapshots.count(repository);
  }

  /** What of the repository cannot be told; empty when all can. */
  String warning() {
    return unreadable.warning();
  }

  void tellAll() {
    unreadable.look().ifPresent(warning -> LOG.warn("{}: {}", repo.path(), warning));
    unreadable.closed().ifPresent(this::damaged);
    if (!known()) {
      return;
    }
    tellPushes();
    tell(patient(reader().compareAll()));
    reportDamage();
  }

  void tell(Collection<String> refs) {
    List<String> watched = refs.stream().filter(RefMove::watches).toList();
    tellPushes();
    if (watched.size() > FEW) {
      tell(patient(reader().compareAll()));
    } else if (!watched.isEmpty()) {
      tell(patient(reader().compare(watched)));
    }
    reportDamage();
  }

  /** False when this is the first sight of the repository, which is then recorded. */
  private boolean known() {
    if (repository >= 0) {
      return true;
    }
    OptionalLong found = snapshots.find(repo.gitDir());
    if (found.isEmpty()) {
      reportDamage(); // what is not seen now would be told as new later
    }
    repository =
        found.isPresent()
            ? found.getAsLong()
            : snapshots.begin(repo.gitDir(), RefReader.watched(repo));
    return found.isPresent();
  }

  private RefReader reader() {
    return new RefReader(repo, snapshots, repository, this::damaged);
  }

  private void tellPushes() {
    if (spool.inUse()) {
      List<Path> files = spool.files();
      for (Path file : files) {
        List<RefMove> moves = reader().follow(spool.read(file));
        tell(moves);
        moves.forEach(move -> patience.explained(move.ref()));
      }
      spool.remove(files); // also what could not be read: comparing refs will tell of it
    }
  }

  /** Holds back what a push may be about to explain. */
  private List<RefMove> patient(List<RefMove> moves) {
    return spool.inUse() ? patience.due(moves) : moves;
  }

  private void tell(List<RefMove> moves) {
    for (int at = 0; at < moves.size(); at += BATCH) {
      List<Told> batch =
          moves.subList(at, Math.min(moves.size(), at + BATCH)).stream()
              .map(this::read)
              .flatMap(Optional::stream)
              .toList();
      store.change(
          tx -> {
            for (Told told : batch) {
              if (RefSnapshots.move(tx, repository, told.move())) {
                log.append(tx, repo.name(), told.event());
              }
            }
          });
    }
  }

  /** A ref whose objects are damaged must not keep the others from being told. */
  private Optional<Told> read(RefMove move) {
    try {
      return Optional.of(new Told(move, log.draft(changes.read(move))));
    } catch (RepositoryException e) {
      if (!repo.present()) {
        throw e;
      }
      damaged(e);
      return Optional.empty();
    }
  }

  private void damaged(RepositoryException e) {
    damage = e;
  }

  private void reportDamage() {
    RepositoryException found = damage;
    damage = null;
    if (found != null) {
      throw found;
    }
  }

  private record Told(RefMove move, Draft<GitEvent> event) {}
}
