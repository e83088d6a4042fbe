package dev.portcullis.cli;

import dev.portcullis.secret.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The ways a secret comes in: standard input, a file, a named environment variable; never an argument. */
final class SecretInput {
    private static final int BYTES_PER_CHARACTER_MAX = 3;

    @Option(names = "--secret-stdin", description = "read the API secret from standard input")
    boolean stdin;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "read the API secret from a file")
    @Nullable
    Path file;

    @Option(names = "--secret-env", paramLabel = "NAME", description = "read the API secret from that variable")
    @Nullable
    String variable;

    @Option(names = "--rsa-key", paramLabel = "FILE", description = "a PKCS#8 PEM private key (self-generated keys)")
    @Nullable
    Path rsaKey;

    boolean isRsa() {
        return rsaKey != null;
    }

    /** Fails when a secret is given beside an option that needs none. */
    void requireNone(String option) {
        if (given() > 0) {
            throw new CommandFailure("with " + option + " the secret is in Vault alone; give none here");
        }
    }

    private long given() {
        return Stream.of(stdin ? "stdin" : null, file, variable, rsaKey)
                .filter(Objects::nonNull)
                .count();
    }

    /** The secret's bytes; exactly one of the options must be given. */
    Secret read() {
        if (given() != 1) {
            throw new CommandFailure(
                    "name exactly one of --secret-stdin, --secret-file, --secret-env, --rsa-key and --vault-hmac");
        }
        if (stdin) {
            return ofStream(System.in);
        }
        return variable != null ? ofVariable(variable) : ofFile(rsaKey != null ? rsaKey : file);
    }

    /** Asks for a secret at the terminal without echo; from a pipe it takes the next line. */
    static Secret prompt(String question) {
        Optional<Console> console = terminal();
        if (console.isEmpty()) {
            return ofStream(System.in);
        }
        char[] typed = console.get().readPassword("%s", question);
        if (typed == null) {
            throw new CommandFailure("nothing was entered");
        }
        byte[] bytes = new byte[typed.length * BYTES_PER_CHARACTER_MAX];
        ByteBuffer encoded = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), encoded, true);
        Arrays.fill(typed, '\0');
        // The rest of the array is zero bytes, which are stripped like white space.
        return stripped(bytes);
    }

    /**
     * The terminal; empty when input is redirected (Java 22 and newer hand out a console even then, which reads on).
     */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Console> terminal() {
        return Optional.ofNullable(System.console());
    }

    private static Secret ofStream(InputStream in) {
        try {
            return stripped(in.readAllBytes());
        } catch (IOException e) {
            throw new CommandFailure("cannot read the secret from standard input: " + e.getMessage());
        }
    }

    private static Secret ofFile(@Nullable Path path) {
        try {
            return stripped(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new CommandFailure("cannot read the secret from " + path + ": " + e.getMessage());
        }
    }

    private static Secret ofVariable(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new CommandFailure("the environment variable " + name + " is not set");
        }
        return stripped(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Without white space at the end, which editors and echo add; the array that came in is wiped. */
    private static Secret stripped(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] <= ' ') {
            end--;
        }
        byte[] kept = Arrays.copyOf(bytes, end);
        Arrays.fill(bytes, (byte) 0);
        if (end == 0) {
            throw new CommandFailure("the secret is empty");
        }
        return Secret.takeOwnershipOf(kept);
    }
}
