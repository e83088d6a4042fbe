package dev.portcullis.ledger;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through the signed heads of a file along with a walk through the ledger, one head in memory at a time. */
final class SeenHeads implements Closeable {
    private final BufferedReader lines;
    private final String name;
    private @Nullable SignedHead current;

    private SeenHeads(Reader lines, String name) throws IOException {
        this.lines = new BufferedReader(lines);
        this.name = name;
        advance();
    }

    static SeenHeads in(Path file) throws IOException {
        return new SeenHeads(
                Files.newBufferedReader(file, StandardCharsets.UTF_8),
                file.getFileName().toString());
    }

    /** The head at this record, when the file has one. */
    Optional<SignedHead> at(long seq) throws IOException {
        while (current != null && current.seq() < seq) {
            advance();
        }
        return Optional.ofNullable(current).filter(head -> head.seq() == seq);
    }

    /** Whether the file has a head of a record behind this one. */
    boolean goBeyond(long seq) throws IOException {
        at(seq + 1);
        return current != null;
    }

    /** The file's name, for reports. */
    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Lines that are no head (cut off by a crash) are passed over. */
    private void advance() throws IOException {
        current = null;
        for (String line = lines.readLine(); line != null && current == null; ) {
            current = SignedHead.read(line).orElse(null);
            line = current == null ? lines.readLine() : line;
        }
    }
}
