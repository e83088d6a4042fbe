package dev.portcullis.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that speaks to a running gate. */
final class GateOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the gate's data directory (default: $PORTCULLIS_DATA, else ./data)")
    @Nullable
    Path data;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM, whom to believe when the gate speaks TLS (default: $PORTCULLIS_CA, else the JVM's list)")
    @Nullable
    Path ca;

    @Option(names = "--json", description = "print JSON instead of a table")
    boolean json;

    /** The data directory that the command means. */
    Path dataDirectory() {
        return dataDirectory(data);
    }

    /** The authorities that vouch for the gate's listeners; empty for those of the JVM. */
    Optional<Path> authorities() {
        return Optional.ofNullable(ca)
                .or(() -> Optional.ofNullable(System.getenv("PORTCULLIS_CA")).map(Path::of));
    }

    static Path dataDirectory(@Nullable Path given) {
        return Optional.ofNullable(given)
                .or(() -> Optional.ofNullable(System.getenv("PORTCULLIS_DATA")).map(Path::of))
                .orElse(Path.of("data"));
    }
}
