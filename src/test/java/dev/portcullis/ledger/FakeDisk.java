package dev.portcullis.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A disk that forgets what was not synced when the power goes, tears records, and fails at the sync it is told. */
final class FakeDisk implements LedgerFolder {
    static final int RESERVE_BYTES = 8_000;
    private static final int BLOCK_BYTES = 512;

    private final SortedMap<Integer, Segment> segments = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private int syncs;
    private int writes;
    private int syncThatFails = -1;
    private int writeThatFails = -1;
    private Runnable duringSync = () -> {};
    private boolean open = true;
    private long capacity = Long.MAX_VALUE;
    private boolean hasReserve;
    private int reads;

    void failAtSync(int number) {
        syncThatFails = number;
    }

    /** Half of that write's bytes reach the file. */
    void failAtWrite(int number) {
        writeThatFails = number;
    }

    /** From now on it holds no more than that besides what is there. */
    void leaveRoom(long bytes) {
        capacity = used() + bytes;
    }

    private long used() {
        return segments.values().stream().mapToLong(s -> s.bytes.length).sum() + (hasReserve ? RESERVE_BYTES : 0);
    }

    void duringSync(Runnable what) {
        duringSync = what;
    }

    /** What was called on the files since the start: write, sync, close. */
    List<String> calls() {
        return calls;
    }

    int syncs() {
        return syncs;
    }

    /** How often something was read from a segment. */
    int reads() {
        return reads;
    }

    boolean isOpen() {
        return open;
    }

    /** The same bytes for a gate that starts after kill -9: what was written is there. */
    FakeDisk afterKill() {
        return copy(s -> s.bytes());
    }

    /** What a power cut leaves: synced bytes, and behind them any of: nothing, a beginning, lost blocks. */
    FakeDisk afterPowerCut(Random random) {
        return copy(s -> s.afterPowerCut(random));
    }

    FakeDisk with(int segment, byte[] bytes) {
        FakeDisk disk = afterKill();
        disk.segments.put(segment, disk.new Segment(bytes, bytes.length));
        return disk;
    }

    byte[] bytes(int segment) {
        return segments.get(segment).bytes();
    }

    @Override
    public List<Integer> segments() {
        return List.copyOf(segments.keySet());
    }

    @Override
    public InputStream read(int segment, long offset) {
        reads++;
        byte[] bytes = bytes(segment);
        return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
    }

    @Override
    public LedgerFile create(int segment) throws IOException {
        if (segments.containsKey(segment)) {
            throw new IOException("segment " + segment + " is there already");
        }
        Segment created = new Segment(new byte[0], 0);
        segments.put(segment, created);
        return created;
    }

    @Override
    public LedgerFile resume(int segment, long size) {
        Segment resumed = new Segment(Arrays.copyOf(bytes(segment), (int) size), (int) size);
        segments.put(segment, resumed);
        return resumed;
    }

    @Override
    public void delete(int segment) {
        segments.remove(segment);
    }

    @Override
    public boolean keepReserve() {
        hasReserve |= used() + 2 * RESERVE_BYTES <= capacity;
        return hasReserve;
    }

    @Override
    public boolean releaseReserve() {
        boolean had = hasReserve;
        hasReserve = false;
        return had;
    }

    @Override
    public void close() {
        open = false;
    }

    private FakeDisk copy(Function<Segment, byte[]> left) {
        FakeDisk disk = new FakeDisk();
        segments.forEach((number, segment) -> {
            byte[] bytes = left.apply(segment);
            disk.segments.put(number, disk.new Segment(bytes, bytes.length));
        });
        return disk;
    }

    private final class Segment implements LedgerFile {
        private byte[] bytes;
        private int synced;

        private Segment(byte[] bytes, int synced) {
            this.bytes = bytes;
            this.synced = synced;
        }

        private byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public void reserve(int more) throws IOException {
            if (used() + more > capacity) {
                throw new DiskFull(null);
            }
        }

        @Override
        public void write(ByteBuffer more) throws IOException {
            calls.add("write");
            boolean fails = ++writes == writeThatFails;
            int count = fails ? more.remaining() / 2 : more.remaining();
            int from = bytes.length;
            bytes = Arrays.copyOf(bytes, from + count);
            more.get(bytes, from, count);
            if (fails) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void sync() throws IOException {
            calls.add("sync");
            duringSync.run();
            if (++syncs == syncThatFails) {
                throw new IOException("Input/output error");
            }
            synced = bytes.length;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void close() {
            calls.add("close");
        }

        private byte[] afterPowerCut(Random random) {
            byte[] left = bytes();
            for (int block = synced / BLOCK_BYTES; block * BLOCK_BYTES < left.length; block++) {
                if (random.nextInt(3) == 0) {
                    int from = Math.max(synced, block * BLOCK_BYTES);
                    int to = Math.min(left.length, (block + 1) * BLOCK_BYTES);
                    Arrays.fill(left, Math.min(from, to), to, (byte) 0);
                }
            }
            int length = random.nextBoolean() ? left.length : synced + random.nextInt(left.length - synced + 1);
            return Arrays.copyOf(left, length);
        }
    }
}
