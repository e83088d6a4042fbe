package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Signed heads, one a line, kept where whoever can change the ledger cannot reach. */
final class WitnessFile {
    private final Path file;

    WitnessFile(Path file) {
        this.file = file;
    }

    void append(SignedHead head) throws IOException {
        Files.writeString(
                file,
                head.json() + '\n',
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
