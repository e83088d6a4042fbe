package dev.portcullis.simulation;

import dev.portcullis.ledger.IndexFiles;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.TreeMap;

/** The index files beside the ledger; a crash may take any of them, for they can be made anew. */
final class SimulatedIndexes implements IndexFiles {
    private final TreeMap<Integer, byte[]> files = new TreeMap<>();
    private final Dice dice;

    SimulatedIndexes(Dice dice) {
        this.dice = dice;
    }

    /** What the next gate finds. */
    void crash() {
        files.keySet().removeIf(segment -> dice.oneIn(4));
    }

    @Override
    public Reading open(int segment) throws NoSuchFileException {
        byte[] bytes = files.get(segment);
        if (bytes == null) {
            throw new NoSuchFileException("index " + segment);
        }
        return new Whole(bytes);
    }

    @Override
    public void write(int segment, byte[] bytes) {
        files.put(segment, bytes.clone());
    }

    @Override
    public void delete(int segment) {
        files.remove(segment);
    }

    private static final class Whole implements Reading {
        private final ByteBuffer bytes;

        private Whole(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        @Override
        public long size() {
            return bytes.capacity();
        }

        @Override
        public void read(ByteBuffer into, long at) throws EOFException {
            if (at + into.remaining() > bytes.capacity()) {
                throw new EOFException("the index ends before " + (at + into.remaining()));
            }
            into.put(bytes.duplicate().slice((int) at, into.remaining()));
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }
}
