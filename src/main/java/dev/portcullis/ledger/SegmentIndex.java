package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The index of one sealed segment. Only its footer is in memory; a look-up reads a few blocks. The file: the sections'
 * {@link IndexBlock}s, the {@link IndexFooter}, then the footer's length, its CRC32C and a magic word.
 */
final class SegmentIndex {
    private static final byte[] MAGIC = "PCLIDX01".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER_BYTES = 2 * Integer.BYTES + MAGIC.length;
    private static final int FOOTER_BYTES_MAX = 4_096;

    private final IndexFiles files;
    private final IndexFooter footer;

    private SegmentIndex(IndexFiles files, IndexFooter footer) {
        this.files = files;
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
        try (IndexFiles.Reading file = files.open(segment)) {
            IndexFooter footer = readFooter(file, segment);
            long blocks = (long) blocksBefore(footer, null) * IndexBlock.BYTES;
            if (footer.segment() != segment || file.size() != blocks + footer.json().length + TRAILER_BYTES) {
                throw new IndexDamage(segment, "does not belong to it, or has lost a part");
            }
            return new SegmentIndex(files, footer);
        }
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
        try (IndexFiles.Reading file = files.open(segment())) {
            Blocks blocks = new Blocks(file, blocksBefore(footer, section), count);
            for (int i = blocks.firstThatReaches(key); i < count; i++) {
                IndexBlock block = blocks.read(i);
                collect(block, key, found);
                if (block.lastKey() > key) {
                    break;
                }
            }
        }
        return found;
    }

    /** Hands over all entries of a section, in the order of their keys. */
    void forEach(IndexSection section, Consumer<IndexEntry> consumer) throws IOException {
        int count = blocksOf(footer.counts().of(section));
        if (count == 0) {
            return;
        }
        try (IndexFiles.Reading file = files.open(segment())) {
            Blocks blocks = new Blocks(file, blocksBefore(footer, section), count);
            for (int i = 0; i < count; i++) {
                IndexBlock block = blocks.read(i);
                for (int e = 0; e < block.count(); e++) {
                    consumer.accept(block.entry(e));
                }
            }
        }
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

    /** The blocks of one section in an open file. */
    private final class Blocks {
        private final IndexFiles.Reading file;
        private final int first;
        private final int count;

        private Blocks(IndexFiles.Reading file, int first, int count) {
            this.file = file;
            this.first = first;
            this.count = count;
        }

        private IndexBlock read(int i) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(IndexBlock.BYTES);
            file.read(bytes, (long) (first + i) * IndexBlock.BYTES);
            return IndexBlock.read(bytes, segment());
        }

        /** The first block whose last key is not below that one; {@code count} when there is none. */
        private int firstThatReaches(long key) throws IOException {
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (read(middle).lastKey() < key) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
