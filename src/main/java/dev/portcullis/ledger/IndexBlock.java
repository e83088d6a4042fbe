package dev.portcullis.ledger;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A block of an index file: up to 255 entries of 16 bytes (key, segment, offset), their number, and the CRC32C of all
 * that, so that each block can be believed without reading the others. All numbers big-endian.
 */
final class IndexBlock {
    static final int BYTES = 4_096;
    static final int ENTRIES_MAX = 255;

    private static final int ENTRY_BYTES = 16;
    private static final int COUNT_AT = ENTRIES_MAX * ENTRY_BYTES;
    private static final int CRC_AT = BYTES - Integer.BYTES;

    private final ByteBuffer bytes;
    private final int count;

    private IndexBlock(ByteBuffer bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    /** Appends the block that holds these entries, at most {@link #ENTRIES_MAX}. */
    static void write(List<IndexEntry> entries, ByteBuffer to) {
        ByteBuffer block = ByteBuffer.allocate(BYTES);
        for (IndexEntry entry : entries) {
            block.putLong(entry.key())
                    .putInt(entry.place().segment())
                    .putInt(entry.place().offset());
        }
        block.putInt(COUNT_AT, entries.size());
        block.putInt(CRC_AT, crc(block.array(), CRC_AT));
        to.put(block.array());
    }

    /**
     * The block in these bytes.
     *
     * @param segment whose index it is, for the words of the damage
     */
    static IndexBlock read(byte[] block, int segment) throws IndexDamage {
        ByteBuffer bytes = ByteBuffer.wrap(block);
        int count = bytes.getInt(COUNT_AT);
        if (bytes.getInt(CRC_AT) != crc(block, CRC_AT) || count < 1 || count > ENTRIES_MAX) {
            throw new IndexDamage(segment, "has a block with a wrong checksum");
        }
        return new IndexBlock(bytes, count);
    }

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    int count() {
        return count;
    }

    IndexEntry entry(int i) {
        int at = i * ENTRY_BYTES;
        return new IndexEntry(bytes.getLong(at), new Place(bytes.getInt(at + 8), bytes.getInt(at + 12)));
    }

    long key(int i) {
        return bytes.getLong(i * ENTRY_BYTES);
    }

    long lastKey() {
        return key(count - 1);
    }
}
