package dev.portcullis.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The index of one sealed segment. Only its footer is in memory; a look-up reads two or three blocks. The file: the
 * sections' {@link IndexBlock}s, the {@link IndexFooter}, then the footer's length, its CRC32C and a magic word.
 */
final class SegmentIndex implements Closeable {
    private static final byte[] MAGIC = "PCLIDX01".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER_BYTES = 2 * Integer.BYTES + MAGIC.length;
    private static final int FOOTER_BYTES_MAX = 4_096;

    private final IndexFiles.Reading file;
    private final IndexFooter footer;

    private SegmentIndex(IndexFiles.Reading file, IndexFooter footer) {
        this.file = file;
        this.footer = footer;
    }

    /** The bytes of an index whose sections have these entries, in any order. */
    static byte[] encode(IndexFooter footer, Map<IndexSection, List<IndexEntry>> sections) {
        byte[] json = footer.json();
        ByteBuffer bytes =
                ByteBuffer.allocate(blocksBefore(footer, null) * IndexBlock.BYTES + json.length + TRAILER_BYTES);
        for (IndexSection section : IndexSection.values()) {
            List<IndexEntry> sorted =
                    sections.getOrDefault(section, List.of()).stream().sorted().toList();
            for (int from = 0; from < sorted.size(); from += IndexBlock.ENTRIES_MAX) {
                IndexBlock.write(sorted.subList(from, Math.min(sorted.size(), from + IndexBlock.ENTRIES_MAX)), bytes);
            }
        }
        bytes.put(json)
                .putInt(json.length)
                .putInt(IndexBlock.crc(json, json.length))
                .put(MAGIC);
        return bytes.array();
    }

    /**
     * Opens the index of that segment.
     *
     * @throws IndexDamage when it is not whole
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    static SegmentIndex open(IndexFiles files, int segment) throws IOException {
        IndexFiles.Reading file = files.open(segment);
        try {
            return new SegmentIndex(file, readWhole(file, segment));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static IndexFooter readWhole(IndexFiles.Reading file, int segment) throws IOException {
        IndexFooter footer = readFooter(file, segment);
        long blocks = (long) blocksBefore(footer, null) * IndexBlock.BYTES;
        if (footer.segment() != segment || file.size() != blocks + footer.json().length + TRAILER_BYTES) {
            throw new IndexDamage(segment, "does not belong to it, or has lost a part");
        }
        return footer;
    }

    private static IndexFooter readFooter(IndexFiles.Reading file, int segment) throws IOException {
        long trailerAt = file.size() - TRAILER_BYTES;
        if (trailerAt < 0) {
            throw new IndexDamage(segment, "is too short");
        }
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES);
        file.read(trailer, trailerAt);
        int length = trailer.getInt(0);
        boolean hasMagic = trailer.slice(2 * Integer.BYTES, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
        if (!hasMagic || length < 1 || length > Math.min(FOOTER_BYTES_MAX, trailerAt)) {
            throw new IndexDamage(segment, "has no end such as this version writes");
        }
        ByteBuffer json = ByteBuffer.allocate(length);
        file.read(json, trailerAt - length);
        if (IndexBlock.crc(json.array(), length) != trailer.getInt(Integer.BYTES)) {
            throw new IndexDamage(segment, "has a footer with a wrong checksum");
        }
        try {
            return IndexFooter.read(json.array());
        } catch (IllegalArgumentException e) {
            throw new IndexDamage(segment, "has a footer of another form: " + e.getMessage());
        }
    }

    IndexFooter footer() {
        return footer;
    }

    int segment() {
        return footer.segment();
    }

    /** Where the records with that key stand; usually one or none. */
    List<Place> find(IndexSection section, long key) throws IOException {
        int count = blocksOf(footer.counts().of(section));
        List<Place> found = new ArrayList<>();
        if (count == 0) {
            return found;
        }
        Blocks blocks = new Blocks(blocksBefore(footer, section), count);
        for (int i = blocks.firstThatReaches(key); i < count; i++) {
            IndexBlock block = blocks.read(i);
            collect(block, key, found);
            if (block.lastKey() > key) {
                break;
            }
        }
        return found;
    }

    /** Hands over all entries of a section, in the order of their keys. */
    void forEach(IndexSection section, Consumer<IndexEntry> consumer) throws IOException {
        int count = blocksOf(footer.counts().of(section));
        Blocks blocks = new Blocks(blocksBefore(footer, section), count);
        for (int i = 0; i < count; i++) {
            IndexBlock block = blocks.read(i);
            for (int e = 0; e < block.count(); e++) {
                consumer.accept(block.entry(e));
            }
        }
    }

    /** Gives the file back; a look-up that still reads it fails and is asked again. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private static void collect(IndexBlock block, long key, List<Place> found) {
        for (int i = 0; i < block.count(); i++) {
            if (block.key(i) == key) {
                found.add(block.entry(i).place());
            }
        }
    }

    /** Blocks of all sections before that one; null for those of all. */
    private static int blocksBefore(IndexFooter footer, @Nullable IndexSection before) {
        int blocks = 0;
        for (IndexSection section : IndexSection.values()) {
            if (section == before) {
                return blocks;
            }
            blocks += blocksOf(footer.counts().of(section));
        }
        return blocks;
    }

    private static int blocksOf(int entries) {
        return (entries + IndexBlock.ENTRIES_MAX - 1) / IndexBlock.ENTRIES_MAX;
    }

    /** The blocks of one section. */
    private final class Blocks {
        private final int first;
        private final int count;
        private @Nullable IndexBlock newest;
        private int newestAt;

        private Blocks(int first, int count) {
            this.first = first;
            this.count = count;
        }

        private IndexBlock read(int i) throws IOException {
            IndexBlock block = newest;
            if (block == null || i != newestAt) {
                byte[] bytes = new byte[IndexBlock.BYTES];
                file.read(ByteBuffer.wrap(bytes), (long) (first + i) * IndexBlock.BYTES);
                block = IndexBlock.read(bytes, segment());
                newest = block;
                newestAt = i;
            }
            return block;
        }

        /**
         * The first block whose last key is not below that one; {@code count} when there is none. Keys are hashes,
         * spread evenly, so the place is guessed and hardly ever missed by more than a block or two.
         */
        private int firstThatReaches(long key) throws IOException {
            int guess = (int) Math.multiplyHigh((key ^ Long.MIN_VALUE) >>> 1, 2L * count);
            while (guess > 0 && read(guess).key(0) >= key) {
                guess--;
            }
            while (guess < count && read(guess).lastKey() < key) {
                guess++;
            }
            return guess;
        }
    }
}
