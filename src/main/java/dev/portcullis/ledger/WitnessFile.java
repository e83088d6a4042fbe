package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Signed heads, one a line, appended where whoever can change the ledger cannot reach. */
final class WitnessFile {
    private final Path file;
    private boolean endsWithNewline;

    WitnessFile(Path file) {
        this.file = file;
    }

    /** Appends a line that survives the loss of power; what a crash has cut off before stays a line of its own. */
    void append(SignedHead head) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), DiskFolder.OWNER_FILE)) {
            String before = endsWithNewline || channel.size() == 0 ? "" : "\n";
            endsWithNewline = false;
            ByteBuffer line = StandardCharsets.US_ASCII.encode(before + head.json() + '\n');
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
            endsWithNewline = true;
        }
    }
}
