package dev.patchbay.core.job;

import dev.patchbay.core.config.Problem;
import dev.patchbay.core.config.Yaml;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The definitions that commits hold in {@code .patchbay/jobs/}, each valid or broken by itself. */
public final class JobDefinitions {
  /** Where a repository keeps its jobs. */
  public static final String FOLDER = ".patchbay/jobs";

  private static final int MAX_FILES = 1000;
  private static final long MAX_ALL_BYTES = 16L * Yaml.MAX_BYTES;
  private static final int MAX_CACHED_BYTES = 8 * 1024 * 1024;

  private record Tree(List<Definition> definitions, long bytes) {}

  /** By tree, least recently used first: equal trees hold equal definitions. */
  private final Map<ObjectId, Tree> cache = new LinkedHashMap<>(16, 0.75f, true);

  private long cachedBytes;

  /**
   * The definitions at a commit, sorted by id.
   *
   * @throws RepositoryException when the commit cannot be read
   */
  public List<Definition> at(Repo repo, String commit) {
    Optional<String> tree = repo.tree(commit, FOLDER);
    if (tree.isEmpty()) {
      return List.of();
    }
    ObjectId id = ObjectId.fromString(tree.get());
    synchronized (cache) {
      Tree known = cache.get(id);
      if (known != null) {
        return known.definitions();
      }
    }
    Tree read = read(repo, id);
    remember(id, read);
    return read.definitions();
  }

  /** One definition at a commit. */
  public Optional<Definition> at(Repo repo, String commit, String job) {
    return at(repo, commit).stream().filter(definition -> definition.id().equals(job)).findFirst();
  }

  int cached() {
    synchronized (cache) {
      return cache.size();
    }
  }

  private void remember(ObjectId id, Tree tree) {
    if (tree.bytes() > MAX_CACHED_BYTES) {
      return;
    }
    synchronized (cache) {
      Tree old = cache.put(id, tree);
      cachedBytes += tree.bytes() - (old == null ? 0 : old.bytes());
      var eldest = cache.entrySet().iterator();
      while (cachedBytes > MAX_CACHED_BYTES && eldest.hasNext()) {
        cachedBytes -= eldest.next().getValue().bytes();
        eldest.remove();
      }
    }
  }

  private static Tree read(Repo repo, ObjectId tree) {
    Map<String, Definition> definitions = new TreeMap<>();
    long bytes = 1024;
    try (TreeWalk walk = new TreeWalk(repo.jgit())) {
      walk.addTree(tree);
      while (walk.next()) {
        String name = walk.getNameString();
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
          continue;
        }
        String id = name.substring(0, name.lastIndexOf('.'));
        String file = FOLDER + "/" + name;
        if (definitions.containsKey(id)) {
          definitions.put(id, broken(id, file, "there is another file for the job '" + id + "'"));
          continue;
        }
        if (definitions.size() == MAX_FILES) {
          definitions.put(id, broken(id, file, "more than " + MAX_FILES + " jobs"));
          break;
        }
        if (walk.getFileMode(0) != FileMode.REGULAR_FILE
            && walk.getFileMode(0) != FileMode.EXECUTABLE_FILE) {
          definitions.put(id, broken(id, file, "not a regular file"));
          continue;
        }
        ObjectLoader loader = walk.getObjectReader().open(walk.getObjectId(0));
        if (loader.getSize() > Yaml.MAX_BYTES) {
          definitions.put(id, broken(id, file, "the file is larger than 1 MiB"));
          continue;
        }
        bytes += 4096 + 2 * loader.getSize();
        if (bytes > MAX_ALL_BYTES) {
          definitions.put(id, broken(id, file, "the jobs before it fill 8 MiB already"));
          continue;
        }
        definitions.put(id, DefinitionReader.read(id, file, loader.getBytes()));
      }
    } catch (IOException unreadable) {
      throw new RepositoryException(
          RepositoryException.Reason.FAILED,
          "cannot read " + FOLDER + " of " + repo.path() + ": " + unreadable.getMessage(),
          unreadable);
    }
    return new Tree(List.copyOf(new ArrayList<>(definitions.values())), bytes);
  }

  private static BrokenDefinition broken(String id, String file, String message) {
    return new BrokenDefinition(id, List.of(new Problem(file, 1, "", message)));
  }
}
