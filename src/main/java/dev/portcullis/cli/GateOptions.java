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
            description =
                    "PEM, whom to believe when the gate speaks TLS (default: $PORTCULLIS_CA, else the JVM's list)")
    @Nullable
    Path ca;

    @Option(
            names = "--client-cert",
            paramLabel = "FILE",
            description = "PEM, shown to a listener that asks for one (default: $PORTCULLIS_CLIENT_CERT)")
    @Nullable
    Path clientCertificate;

    @Option(
            names = "--client-key",
            paramLabel = "FILE",
            description = "PEM, PKCS#8, its key (default: $PORTCULLIS_CLIENT_KEY)")
    @Nullable
    Path clientKey;

    @Option(names = "--json", description = "print JSON instead of a table")
    boolean json;

    /** The data directory that the command means. */
    Path dataDirectory() {
        return dataDirectory(data);
    }

    /** What the command believes and shows when the gate speaks TLS. */
    GateTls tls() {
        Optional<Path> certificate = given(clientCertificate, "PORTCULLIS_CLIENT_CERT");
        Optional<Path> key = given(clientKey, "PORTCULLIS_CLIENT_KEY");
        if (certificate.isPresent() != key.isPresent()) {
            throw new CommandFailure("--client-cert and --client-key belong together; give both or none");
        }
        return new GateTls(
                given(ca, "PORTCULLIS_CA"), certificate.map(file -> new GateTls.Shown(file, key.orElseThrow())));
    }

    private static Optional<Path> given(@Nullable Path option, String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(System.getenv(variable)).map(Path::of));
    }

    static Path dataDirectory(@Nullable Path given) {
        return Optional.ofNullable(given)
                .or(() -> Optional.ofNullable(System.getenv("PORTCULLIS_DATA")).map(Path::of))
                .orElse(Path.of("data"));
    }
}
