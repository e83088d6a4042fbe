package dev.portcullis.whole;

import dev.portcullis.cli.Portcullis;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs commands in this process, as a person at a terminal does, and holds what they said. */
final class Commands implements AutoCloseable {
    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Commands() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** The exit code. */
    int run(String... words) {
        out.reset();
        err.reset();
        return Portcullis.run(words);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String said() {
        return out() + err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(usualOut);
        System.setErr(usualErr);
    }
}
