package dev.portcullis.simulation;

import dev.portcullis.ledger.DiskFull;
import dev.portcullis.ledger.LedgerFile;
import dev.portcullis.ledger.LedgerFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A disk with a cache: what was not synced may be gone after a crash, a beginning of it may be there, blocks of it may
 * be zeros. A sync takes its time, in which the world goes on, and may fail; now and then the disk is full for a while.
 */
final class SimulatedDisk implements LedgerFolder {
    private static final int BLOCK_BYTES = 512;
    private static final int PLENTY_BYTES = 4_096;
    private static final int EXTENT_BYTES = 1_024;
    private static final int RESERVE_BYTES = 6_144;

    /** Thrown out of a sync in which the machine died; no layer may treat it as an answer of the disk. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;

        Died() {
            super("the machine died while the disk was at work", null, false, false);
        }
    }

    private final SortedMap<Integer, Segment> segments = new TreeMap<>();
    private final World world;
    private final Dice dice;
    private Weather weather;
    private boolean failedASync;
    private long fullUntilNanos;
    private boolean reserveIsKept;
    private int spareBytes;

    SimulatedDisk(World world, Dice dice, Weather weather) {
        this.world = world;
        this.dice = dice;
        this.weather = weather;
    }

    void weather(Weather now) {
        weather = now;
    }

    /** What the next gate finds; after a power cut, or a failed sync, that is less than was written. */
    void crash(boolean powerCut) {
        boolean losesCache = powerCut || failedASync;
        segments.values().forEach(segment -> segment.crash(losesCache));
        failedASync = false;
    }

    /** Whether a record with these texts has been confirmed by a sync. */
    boolean hasDurable(String kind, String requestId, String orderLinkId) {
        return segments.values().stream()
                .anyMatch(segment -> segment.synced()
                        .lines()
                        .anyMatch(line -> line.contains("\"ev\":\"" + kind + "\"")
                                && line.contains("\"requestId\":\"" + requestId + "\"")
                                && line.contains("\"orderLinkId\":\"" + orderLinkId + "\"")));
    }

    @Override
    public List<Integer> segments() {
        return List.copyOf(segments.keySet());
    }

    @Override
    public InputStream read(int segment, long offset) {
        Segment from = segments.get(segment);
        return new ByteArrayInputStream(from.bytes, (int) offset, from.setAside - (int) offset);
    }

    @Override
    public LedgerFile create(int number) throws IOException {
        if (segments.containsKey(number)) {
            throw new IOException("segment " + number + " is there already");
        }
        take(1);
        Segment created = new Segment();
        segments.put(number, created);
        return created;
    }

    @Override
    public LedgerFile resume(int number, long size) {
        Segment resumed = segments.get(number);
        resumed.cutAt((int) size);
        return resumed;
    }

    @Override
    public void delete(int number) {
        segments.remove(number);
    }

    @Override
    public boolean keepReserve() {
        reserveIsKept |= !isFull();
        return reserveIsKept;
    }

    @Override
    public boolean releaseReserve() {
        boolean wasKept = reserveIsKept;
        reserveIsKept = false;
        spareBytes = wasKept ? RESERVE_BYTES : spareBytes;
        return wasKept;
    }

    private boolean isFull() {
        return world.time().nanos() < fullUntilNanos;
    }

    /** Takes the bytes from the disk, or from what the reserve has given back to it. */
    private void take(int count) throws DiskFull {
        if (!isFull() && dice.permille(weather.disk().full())) {
            fullUntilNanos = world.time().nanos() + dice.millis(50, 3_000);
            spareBytes = 0;
            world.trace().line("disk", "is full");
        }
        if (isFull() && spareBytes < count) {
            throw new DiskFull(null);
        }
        spareBytes -= isFull() ? count : 0;
    }

    @Override
    public void close() {
        // the next gate takes it over as it is
    }

    private final class Segment implements LedgerFile {
        private byte[] bytes = new byte[PLENTY_BYTES];
        private int size;
        private int syncedSize;
        private int setAside;
        private boolean broken;

        private String synced() {
            return new String(bytes, 0, syncedSize, StandardCharsets.US_ASCII);
        }

        @Override
        public void reserve(int count) throws DiskFull {
            if (size + count > setAside) {
                take(size + count + EXTENT_BYTES - setAside);
                setAside = size + count + EXTENT_BYTES;
                growTo(setAside);
            }
        }

        @Override
        public void write(ByteBuffer more) {
            requireWhole("written to");
            int count = more.remaining();
            setAside = Math.max(setAside, size + count);
            growTo(setAside);
            more.get(bytes, size, count);
            size += count;
        }

        private void growTo(int length) {
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length));
            }
        }

        @Override
        public void sync() throws IOException {
            requireWhole("synced again");
            int confirmed = size;
            world.passWhileGateLives(weather.syncNanos(dice));
            if (dice.permille(weather.disk().syncFails())) {
                broken = true;
                failedASync = true;
                world.trace().line("disk", "sync fails");
                throw new IOException("Input/output error");
            }
            syncedSize = confirmed;
        }

        private void requireWhole(String how) {
            if (broken) {
                world.judge().violated("the ledger's file was " + how + " after a failure (invariant 2)");
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void close() {
            setAside = size;
        }

        private void cutAt(int newSize) {
            Arrays.fill(bytes, newSize, bytes.length, (byte) 0);
            size = newSize;
            syncedSize = newSize;
            setAside = newSize;
            broken = false;
        }

        private void crash(boolean losesCache) {
            if (losesCache && size > syncedSize) {
                loseBlocks();
                setAside = dice.oneIn(2) ? setAside : dice.between(syncedSize, setAside);
                size = Math.min(size, setAside);
            }
            syncedSize = size;
        }

        private void loseBlocks() {
            for (int block = syncedSize / BLOCK_BYTES; block * BLOCK_BYTES < size; block++) {
                if (dice.oneIn(3)) {
                    int from = Math.max(syncedSize, block * BLOCK_BYTES);
                    int to = Math.min(size, (block + 1) * BLOCK_BYTES);
                    Arrays.fill(bytes, Math.min(from, to), to, (byte) 0);
                }
            }
        }
    }
}
