package dev.portcullis.kill;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a kill test has counted. */
final class KillReport {
    private final Map<CrashPoint, int[]> hitsAndAims = new EnumMap<>(CrashPoint.class);
    private final Map<Violation.Kind, Integer> violations = new EnumMap<>(Violation.Kind.class);
    private final List<Long> restartMillis = new ArrayList<>();
    private final List<Long> certainMillis = new ArrayList<>();
    private int rounds;
    private int orders;
    private int kills;
    private int tornTails;
    private int damagedLedgers;
    private int adopted;
    private int notPlaced;

    void round(KillRound round) {
        rounds++;
        orders += round.orders().size();
        notPlaced += (int) round.orders().stream()
                .filter(order -> order.create() == BotOrder.Create.NOT_PLACED)
                .count();
        adopted += (int) round.orders().stream().filter(BotOrder::wasAdopted).count();
    }

    /** @param atThePoint whether the gate ended where it was meant to, not because nothing was left to do */
    void killed(CrashPoint aim, boolean atThePoint) {
        kills++;
        int[] counts = hitsAndAims.computeIfAbsent(aim, first -> new int[2]);
        counts[0] += atThePoint ? 1 : 0;
        counts[1]++;
    }

    void restarted(long tookMillis) {
        restartMillis.add(tookMillis);
    }

    /** How long after the kill every order had a certain answer. */
    void certainAfter(long millis) {
        certainMillis.add(millis);
    }

    void tornTail() {
        tornTails++;
    }

    void damagedLedger() {
        damagedLedgers++;
    }

    void violated(Violation violation) {
        violations.merge(violation.kind(), 1, Integer::sum);
    }

    int count(Violation.Kind kind) {
        return violations.getOrDefault(kind, 0);
    }

    boolean isClean() {
        return violations.isEmpty() && damagedLedgers == 0;
    }

    /** Points at which no gate has ended though rounds were aimed at them: those rounds have tried nothing. */
    List<CrashPoint> neverHit() {
        return hitsAndAims.entrySet().stream()
                .filter(entry -> entry.getValue()[0] == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The figures as two tables in Markdown. */
    String tables() {
        Stream<String> points = hitsAndAims.entrySet().stream()
                .map(entry -> row(entry.getKey().text(), entry.getValue()[0] + " of " + entry.getValue()[1]));
        Stream<String> figures = Stream.of(
                row("rounds", rounds),
                row("orders", orders),
                row("kills", kills),
                row("lost", count(Violation.Kind.LOST)),
                row("doubled", count(Violation.Kind.DOUBLED)),
                row("wrong final state", count(Violation.Kind.WRONG)),
                row("unresolved", count(Violation.Kind.UNRESOLVED)),
                row("found after the kill (adopted)", adopted),
                row("proven not placed", notPlaced),
                row("ledgers with a torn tail", tornTails),
                row("ledgers damaged", damagedLedgers),
                row("start to listening, median / longest", spread(restartMillis)),
                row("kill to every order certain, median / longest", spread(certainMillis)));
        return Stream.of(
                        Stream.of("", row("figure", "value"), "|---|---|"),
                        figures,
                        Stream.of("", row("killed at", "hit"), "|---|---|"),
                        points)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String row(String name, Object value) {
        return "| " + name + " | " + value + " |";
    }

    private static String spread(List<Long> millis) {
        if (millis.isEmpty()) {
            return "-";
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.1f s / %.1f s",
                sorted.get(sorted.size() / 2) / 1_000.0,
                sorted.get(sorted.size() - 1) / 1_000.0);
    }
}
