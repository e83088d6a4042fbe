package dev.portcullis.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A Java process of the test that says where it listens ({@code listening NAME URL}, a line each). */
final class Jvm {
    private static final long START_SECONDS = 60;
    private static final String LISTENING = "listening ";

    private final Process process;
    private final Path errors;
    private final Map<String, URI> listening = new ConcurrentHashMap<>();
    private final CountDownLatch bothListen = new CountDownLatch(2);
    private final long startedNanos = System.nanoTime();

    private Jvm(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread reader = new Thread(this::readLines, "lines of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** That process, whose log is that file. */
    static Jvm of(Process process, Path errors) {
        return new Jvm(process, errors);
    }

    private void readLines() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(LISTENING)) {
                    String[] words = line.split(" ", 3);
                    listening.put(words[1], URI.create(words[2]));
                    bothListen.countDown();
                }
            }
        } catch (IOException ended) {
            // a killed process takes its pipe with it; whoever waits for the process learns of its end
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it listens at both its doors; null when it ended before. */
    URI awaitListening(String door) throws IOException, InterruptedException {
        long giveUpNanos = startedNanos + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!bothListen.await(5, TimeUnit.MILLISECONDS)) {
            if (!process.isAlive()) {
                return null;
            }
            if (System.nanoTime() > giveUpNanos) {
                throw new IOException("process did not start:\n" + log());
            }
        }
        return listening.get(door);
    }

    /** Writes a line to its standard input; one that has ended meanwhile needs none. */
    void tell(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException ended) {
            if (process.isAlive()) {
                throw new IllegalStateException("a living process does not listen", ended);
            }
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Kill -9, and waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Milliseconds since its start. */
    long ageMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }

    /** The last lines of what it logged. */
    String log() throws IOException {
        List<String> lines = Files.readAllLines(errors);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
