package dev.patchbay.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** The floors of the house: a room uses only rooms below it, and no two rooms use each other. */
public class FloorsTest {
  private static final String ROOT = "dev.patchbay.core";

  private static final List<List<String>> FLOORS =
      List.of(
          List.of("store"),
          List.of("process", "config", "rails"),
          List.of("log", "repository"),
          List.of("board"),
          List.of("git", "hook", "job"),
          List.of("receipt", "gate", "worker", "deploy"),
          List.of("run"),
          List.of("query"),
          List.of("control", "shell"));

  private static JavaClasses core;

  @BeforeClass
  public static void read() {
    core =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
  }

  @Test
  public void everyRoomStandsOnAFloor() {
    Map<String, Integer> floors = floors();
    List<String> strangers = new ArrayList<>();
    for (JavaClass type : core) {
      String room = room(type);
      if (!room.isEmpty() && !floors.containsKey(room)) {
        strangers.add(type.getName());
      }
    }
    assertThat(strangers).as("classes in rooms that the plan does not know").isEmpty();
  }

  @Test
  public void aRoomUsesOnlyRoomsBelowIt() {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      List<String> above = new ArrayList<>();
      for (int higher = floor + 1; higher < FLOORS.size(); higher++) {
        FLOORS.get(higher).forEach(room -> above.add(ROOT + "." + room + ".."));
      }
      for (String room : FLOORS.get(floor)) {
        List<String> forbidden = new ArrayList<>(above);
        FLOORS.get(floor).stream()
            .filter(other -> !other.equals(room))
            .forEach(other -> forbidden.add(ROOT + "." + other + ".."));
        if (!forbidden.isEmpty()) {
          noClasses()
              .that()
              .resideInAPackage(ROOT + "." + room + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(forbidden.toArray(String[]::new))
              .allowEmptyShould(true)
              .check(core);
        }
      }
    }
  }

  @Test
  public void noTwoPackagesUseEachOther() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(core);
  }

  /** Read from the sources: in class files try-with-resources catches everything, too. */
  @Test
  public void onlyTheOneDoorCatchesEverything() throws IOException {
    Pattern broad = Pattern.compile("catch \\((final )?[^)]*\\b(Throwable|Exception) \\w+\\)");
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      List<String> found =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.startsWith("src/test"))
              .filter(file -> !file.endsWith("board/PluginCall.java"))
              // A handle on a function of C declares whatever may be thrown.
              .filter(file -> !file.endsWith("process/PosixSpawn.java"))
              .filter(file -> broad.matcher(text(file)).find())
              .map(Path::toString)
              .toList();
      assertThat(found).isEmpty();
    }
  }

  /** The default handler ends a daemon that has lost a thread for want of room. */
  @Test
  public void onlyThreadsWhoseEndEndsTheDaemonHandleItThemselves() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
      List<String> found =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> text(file).contains("ncaughtExceptionHandler("))
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
      assertThat(found).containsExactly("Activator.java", "Writer.java");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Integer> floors() {
    Map<String, Integer> floors = new TreeMap<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String room : FLOORS.get(floor)) {
        floors.put(room, floor);
      }
    }
    return floors;
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT + ".")) {
      return "";
    }
    String rest = name.substring(ROOT.length() + 1);
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
