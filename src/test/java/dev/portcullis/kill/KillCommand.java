package dev.portcullis.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The kill test as a command; exits 1 when a promise was broken, and keeps its folder then, and when some point at
 * which it meant to kill was never reached.
 */
@Command(
        name = "kill-test",
        mixinStandardHelpOptions = true,
        description = "kill the gate at named crash points and at random moments, and hold every order against the"
                + " simulator's record")
final class KillCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--rounds", defaultValue = "40", description = "kills; default 40")
    int rounds;

    @Option(names = "--orders", defaultValue = "200", description = "in each round; default 200")
    int orders;

    @Option(names = "--seed", description = "repeats plans, aims and moments; default: a new one, which is printed")
    long seed = System.currentTimeMillis();

    @Option(names = "--forgetful", description = "try a gate that forgets its intents, which the test must notice")
    boolean forgetful;

    public static void main(String[] args) {
        System.exit(new CommandLine(new KillCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("portcullis-kill-test");
        System.out.println("kill test in " + folder + ", seed " + seed);
        KillReport report = KillTest.run(
                new KillTest.Trial(rounds, orders, PATIENCE, seed, forgetful), folder, System.out::println);
        System.out.println(report.tables());
        if (!report.isClean()) {
            System.out.println("\nA promise was broken; the ledger and the logs are in " + folder);
            return 1;
        }
        delete(folder);
        if (!report.neverHit().isEmpty()) {
            System.out.println("\nNo promise was broken, but no gate ended at "
                    + report.neverHit().stream().map(CrashPoint::text).collect(Collectors.joining(", "))
                    + ": nothing is shown there. Aim more rounds, or mend the point's passage");
            return 1;
        }
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(KillCommand::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
