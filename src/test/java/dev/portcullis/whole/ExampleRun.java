package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One run of an example in a process of its own; closing it ends the process. */
final class ExampleRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final Path output;
    private final Path state;

    private ExampleRun(Process process, Path output, Path state) {
        this.process = process;
        this.output = output;
        this.state = state;
    }

    /** Starts it as its head says: where the gate is, and the token, come as environment variables. */
    static ExampleRun start(Example example, Path work, URI gate, String token) throws IOException {
        Path state = work.resolve("bot-state.json");
        Path output = Files.createTempFile(work, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(example.command()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of("GATE_URL", gate.toString(), "GATE_TOKEN", token, "BOT_STATE", state.toString()));
        return new ExampleRun(builder.start(), output, state);
    }

    /** The exit code, once it has ended. */
    int exitCode() throws InterruptedException {
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(ended).as("ended within %s; it said: %s", PATIENCE, output()).isTrue();
        return process.exitValue();
    }

    /** All that it has printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read what the example printed", e);
        }
    }

    void awaitOutput(String words) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(output()).contains(words));
    }

    /** Kills it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Where it writes its order down. */
    Path state() {
        return state;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
