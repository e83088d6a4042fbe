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

    @Option(names = "--json", description = "print JSON instead of a table")
    boolean json;

    /** The data directory that the command means. */
    Path dataDirectory() {
        return dataDirectory(data);
    }

    static Path dataDirectory(@Nullable Path given) {
        return Optional.ofNullable(given)
                .or(() -> Optional.ofNullable(System.getenv("PORTCULLIS_DATA")).map(Path::of))
                .orElse(Path.of("data"));
    }
}
