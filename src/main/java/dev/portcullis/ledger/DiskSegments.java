package dev.portcullis.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the segments of a folder on disk and changes nothing there. */
public final class DiskSegments implements SegmentSource {
    private final Path folder;

    /** The segments of that folder, for example {@code data/ledger}. */
    public DiskSegments(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Integer> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> SegmentName.numberIn(f.getFileName().toString()))
                    .filter(OptionalInt::isPresent)
                    .map(OptionalInt::getAsInt)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new IOException("there is no ledger at " + folder + "; name a data directory that has one", e);
        }
    }

    @Override
    public InputStream read(int segment, long offset) throws IOException {
        Path path = folder.resolve(SegmentName.of(segment));
        try {
            return Channels.newInputStream(
                    FileChannel.open(path, StandardOpenOption.READ).position(offset));
        } catch (NoSuchFileException e) {
            throw new IOException("the ledger's segment " + path + " is missing; restore it from a backup", e);
        }
    }
}
