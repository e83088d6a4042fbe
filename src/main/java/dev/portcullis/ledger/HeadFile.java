package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The newest signed head, beside the segments: without it, records cut from the end would not be missed. */
final class HeadFile {
    private static final String NAME = "head.json";

    private final Path file;

    HeadFile(Path folder) {
        this.file = in(folder);
    }

    static Path in(Path folder) {
        return folder.resolve(NAME);
    }

    /** Replaces the head, readable by its owner alone; a crash leaves the old one or the new one. */
    void write(SignedHead head) throws IOException {
        Path next = file.resolveSibling(NAME + ".next");
        Files.deleteIfExists(next);
        try (FileChannel channel = FileChannel.open(
                next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), DiskFolder.OWNER_FILE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(head.json() + '\n');
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
