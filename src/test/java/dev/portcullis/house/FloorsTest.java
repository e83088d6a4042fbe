package dev.portcullis.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The house has floors: a room imports only rooms of lower floors. The table here is the documentation. */
@Tag("once")
final class FloorsTest {
    private static final String ROOT = "dev.portcullis";

    /** Floor of each room, named by the first word below the root. */
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("", 7),
            Map.entry("cli", 6),
            Map.entry("gate", 5),
            Map.entry("sandbox", 5),
            Map.entry("door", 4),
            Map.entry("pipeline", 3),
            Map.entry("admin", 3),
            Map.entry("stream", 3),
            Map.entry("identity", 2),
            Map.entry("risk", 2),
            Map.entry("budget", 2),
            Map.entry("ledger", 2),
            Map.entry("alert", 2),
            Map.entry("credential", 2),
            Map.entry("upstream", 2),
            Map.entry("tls", 2),
            Map.entry("bybit", 1),
            Map.entry("clock", 1),
            Map.entry("store", 1),
            Map.entry("config", 1),
            Map.entry("metrics", 1),
            Map.entry("model", 0),
            Map.entry("secret", 0));

    /** Rooms that keep state and money decisions replayable under a seed. */
    private static final List<String> DETERMINISTIC = List.of("pipeline", "budget", "risk", "ledger");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyRoomHasAFloor() {
        TreeSet<String> rooms = new TreeSet<>();
        HOUSE.forEach(type -> rooms.add(roomOf(type)));

        assertThat(FLOORS.keySet()).containsAll(rooms);
    }

    @Test
    void aRoomImportsOnlyLowerFloors() {
        TreeSet<String> upward = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (climbs(type, dependency.getTargetClass())) {
                    upward.add(type.getName() + " -> "
                            + dependency.getTargetClass().getName());
                }
            }
        }

        assertThat(upward).isEmpty();
    }

    private static boolean climbs(JavaClass from, JavaClass to) {
        if (!to.getPackageName().startsWith(ROOT) || roomOf(from).equals(roomOf(to))) {
            return false;
        }
        return FLOORS.get(roomOf(to)) >= FLOORS.get(roomOf(from));
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void theSimulatorKnowsNothingOfTheGate() {
        TreeSet<String> borrowed = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            if (!roomOf(type).equals("sandbox")) {
                continue;
            }
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> target.getPackageName().startsWith(ROOT)
                            && !roomOf(target).equals("sandbox"))
                    .forEach(target -> borrowed.add(type.getName() + " -> " + target.getName()));
        }

        assertThat(borrowed).isEmpty();
    }

    @Test
    void theCoreNeverTouchesVertxOrItsContext() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf(DETERMINISTIC))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.Vertx")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.Context")
                .check(HOUSE);
    }

    @Test
    void theCoreIsHandedItsTimeAndItsChance() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        packagesOf(List.of("pipeline", "budget", "risk", "ledger", "clock", "bybit", "model")))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callConstructor(java.util.Random.class)
                .check(HOUSE);
    }

    @Test
    void noBinaryFloatingPointStandsNearAPrice() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf(List.of("model", "bybit", "risk", "pipeline", "ledger", "door")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Double.class, Float.class, double.class, float.class)
                .check(HOUSE);
    }

    @Test
    void onlyTheDoorsAndTheAdminPlaneKnowTheWebRouter() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".door..", ROOT + ".gate..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web")
                .check(HOUSE);
    }

    private static String roomOf(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        if (below.isEmpty()) {
            return "";
        }
        String path = below.substring(1);
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private static String[] packagesOf(List<String> rooms) {
        return rooms.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new);
    }
}
