package dev.portcullis.ledger;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Index files in memory, which can be lost and damaged. */
final class FakeIndexes implements IndexFiles {
    final SortedMap<Integer, byte[]> files = new TreeMap<>();
    private int opened;
    private int written;

    int opened() {
        return opened;
    }

    int written() {
        return written;
    }

    @Override
    public Reading open(int segment) throws NoSuchFileException {
        opened++;
        byte[] bytes = files.get(segment);
        if (bytes == null) {
            throw new NoSuchFileException("index " + segment);
        }
        return new Reading() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(ByteBuffer into, long at) throws EOFException {
                if (at < 0 || at + into.remaining() > bytes.length) {
                    throw new EOFException("index " + segment);
                }
                into.put(bytes, (int) at, into.remaining());
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    @Override
    public void write(int segment, byte[] bytes) {
        written++;
        files.put(segment, bytes.clone());
    }

    @Override
    public void delete(int segment) {
        files.remove(segment);
    }
}
