package dev.portcullis.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** What seeds did, as hashes, also in a JVM of their own. */
final class SeedHashes {
    private SeedHashes() {}

    /** Prints the hashes of the first seeds, a line each; how many, says the argument. */
    public static void main(String... arguments) {
        first(Integer.parseInt(arguments[0])).forEach(System.out::println);
    }

    static List<String> first(int seeds) {
        Furniture furniture = new Furniture();
        return LongStream.range(0, seeds)
                .mapToObj(seed -> new World(seed, furniture).run().hash())
                .toList();
    }

    /** The same in another JVM, whose objects have other identity hashes. */
    static List<String> firstInAnotherJvm(int seeds) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SeedHashes.class.getName(),
                        Integer.toString(seeds))
                .redirectErrorStream(true)
                .start();
        try (InputStream output = other.getInputStream()) {
            String all = new String(output.readAllBytes(), StandardCharsets.US_ASCII);
            if (other.waitFor() != 0) {
                throw new IllegalStateException("the other JVM ended with " + other.exitValue() + ":\n" + all);
            }
            return all.lines().filter(line -> line.matches("[0-9a-f]{64}")).toList();
        }
    }
}
