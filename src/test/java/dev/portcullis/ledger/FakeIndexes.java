package dev.portcullis.ledger;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Index files in memory, which can be lost and damaged. */
final class FakeIndexes implements IndexFiles {
    final SortedMap<Integer, byte[]> files = new TreeMap<>();
    private int reads;
    private int written;

    int reads() {
        return reads;
    }

    int written() {
        return written;
    }

    @Override
    public Reading open(int segment) throws NoSuchFileException {
        if (!files.containsKey(segment)) {
            throw new NoSuchFileException("index " + segment);
        }
        return new Reading() {
            @Override
            public long size() {
                return files.getOrDefault(segment, new byte[0]).length;
            }

            @Override
            public void read(ByteBuffer into, long at) throws EOFException {
                byte[] bytes = files.getOrDefault(segment, new byte[0]);
                if (at < 0 || at + into.remaining() > bytes.length) {
                    throw new EOFException("index " + segment);
                }
                reads++;
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
