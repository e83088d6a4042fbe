package dev.portcullis.simulation;

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
 * be zeros. A sync takes its time, in which the world goes on, and may fail; a write may find the disk full.
 */
final class SimulatedDisk implements LedgerFolder {
    private static final int BLOCK_BYTES = 512;
    private static final int PLENTY_BYTES = 4_096;

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
        return new ByteArrayInputStream(from.bytes, (int) offset, from.size - (int) offset);
    }

    @Override
    public LedgerFile create(int number) throws IOException {
        if (segments.containsKey(number)) {
            throw new IOException("segment " + number + " is there already");
        }
        Segment created = new Segment();
        segments.put(number, created);
        return created;
    }

    @Override
    public LedgerFile resume(int number, long size) {
        Segment resumed = segments.get(number);
        resumed.size = (int) size;
        resumed.syncedSize = (int) size;
        resumed.broken = false;
        return resumed;
    }

    @Override
    public void close() {
        // the next gate takes it over as it is
    }

    private final class Segment implements LedgerFile {
        private byte[] bytes = new byte[PLENTY_BYTES];
        private int size;
        private int syncedSize;
        private boolean broken;

        private String synced() {
            return new String(bytes, 0, syncedSize, StandardCharsets.US_ASCII);
        }

        @Override
        public void write(ByteBuffer more) throws IOException {
            requireWhole("written to");
            boolean full = dice.permille(weather.disk().full());
            int count = full ? dice.between(0, more.remaining()) : more.remaining();
            if (size + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
            }
            more.get(bytes, size, count);
            size += count;
            if (full) {
                broken = true;
                world.trace().line("disk", "full after " + count + " bytes");
                throw new IOException("No space left on device");
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
            // nothing is given back
        }

        private void crash(boolean losesCache) {
            if (losesCache && size > syncedSize) {
                loseBlocks();
                size = dice.oneIn(2) ? size : dice.between(syncedSize, size);
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
