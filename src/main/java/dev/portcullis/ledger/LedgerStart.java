package dev.portcullis.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a ledger for writing: finds its end, cuts off what a crash has torn, and chains a new boot on. */
public final class LedgerStart {
    private static final int ID_BYTES = 8;

    private final LedgerFolder folder;
    private final LedgerSettings settings;
    private final LedgerTime time;
    private final SecureRandom random;
    private final @Nullable Signing signing;

    /**
     * A start of a ledger without checkpoints.
     *
     * @param folder taken over: closed with the writer, or when the start fails
     * @param random for the ids of a new ledger and of this boot
     */
    public LedgerStart(LedgerFolder folder, LedgerSettings settings, LedgerTime time, SecureRandom random) {
        this(folder, settings, time, random, null);
    }

    private LedgerStart(
            LedgerFolder folder,
            LedgerSettings settings,
            LedgerTime time,
            SecureRandom random,
            @Nullable Signing signing) {
        this.folder = folder;
        this.settings = settings;
        this.time = time;
        this.random = random;
        this.signing = signing;
    }

    /** The same start of a ledger whose checkpoints are signed. */
    public LedgerStart signing(Signing newSigning) {
        return new LedgerStart(folder, settings, time, random, newSigning);
    }

    /**
     * How checkpoints are signed.
     *
     * @param key the ledger's own; its public half stands in the first record
     * @param folder where the newest signed head is kept: the ledger's folder
     * @param witness a file elsewhere that gets every signed head; empty for none
     */
    public record Signing(CheckpointKey key, Path folder, Optional<Path> witness) {}

    /**
     * The writer of this ledger, whose first record says which version has started; a first ledger gets its genesis
     * record before it. Nothing is written before the first step.
     *
     * @throws LedgerDamage when the last segment is damaged in a way that no crash explains; the gate must not start
     * @throws IOException when the folder cannot be read or written
     */
    public LedgerWriter open(String version, LedgerWatcher watcher) throws IOException {
        try {
            return opened(version, watcher);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private LedgerWriter opened(String version, LedgerWatcher watcher) throws IOException {
        Found found = findEnd(folder.segments());
        if (signing != null && found.end.seq() > 0) {
            requireKeyOfThisLedger();
        }
        LedgerEnd end = found.end;
        LedgerFile file = found.exists ? folder.resume(end.segment(), end.size()) : folder.create(end.segment());
        LedgerTail tail = new LedgerTail(folder, file, end, settings.segmentBytesMax(), newId(), publicKey());
        Reserve reserve = Reserve.in(folder, time.nanoTicker());
        if (reserve.isSpent()) {
            watcher.diskFull(true);
        }
        LedgerWriter writer = new LedgerWriter(tail, reserve, settings, time, watcher, checkpoints());
        if (end.size() == 0) {
            writer.note(firstRecord(end));
        }
        found.cut.ifPresent(writer::note);
        writer.note(new SystemRecord.Boot(version, settings.sync()));
        return writer;
    }

    private CheckpointMaker checkpoints() {
        Signing how = signing;
        return how == null
                ? CheckpointMaker.none()
                : (storeId, start, ledger) -> new CheckpointThread(how, storeId, start, ledger).begin();
    }

    private @Nullable String publicKey() {
        return signing == null ? null : signing.key().publicText();
    }

    /** A key that is not the one of the first record would sign what no verification believes. */
    private void requireKeyOfThisLedger() throws IOException {
        int oldest = folder.segments().get(0);
        try (ChainWalk walk = ChainWalk.fromTheBeginning(folder, oldest, oldest)) {
            if (walk.next() && !isKeyIn(walk.entry().record())) {
                throw new IOException("the checkpoint key is not the one that this ledger was made with; restore that"
                        + " key from the backup of the data directory");
            }
        }
    }

    private boolean isKeyIn(LedgerRecord first) {
        if (first instanceof SystemRecord.Genesis genesis) {
            return Objects.equals(genesis.publicKey(), publicKey());
        }
        return !(first instanceof SystemRecord.Segment segment) || Objects.equals(segment.publicKey(), publicKey());
    }

    private LedgerRecord firstRecord(LedgerEnd end) {
        return end.segment() == 1
                ? new SystemRecord.Genesis(end.storeId(), publicKey())
                : new SystemRecord.Segment(end.storeId(), end.segment(), publicKey());
    }

    private Found findEnd(List<Integer> segments) throws IOException {
        if (segments.isEmpty()) {
            return new Found(newLedger(), false, Optional.empty());
        }
        int last = segments.get(segments.size() - 1);
        if (last > 1 && !beginsWhole(last)) {
            // a crash came between the creation of the segment and its first group
            return walk(last - 1, last);
        }
        Found found = walk(last, last);
        return found.end.seq() > 0 ? found : new Found(newLedger(), true, found.cut);
    }

    private boolean beginsWhole(int segment) throws IOException {
        try (ChainWalk walk = ChainWalk.through(folder, segment, segment)) {
            return walk.next();
        } catch (LedgerDamage damage) {
            return false; // judged when the walk comes from the segment before, which knows the number it should have
        }
    }

    private LedgerEnd newLedger() {
        return new LedgerEnd(newId(), 1, 0, 0, ChainHash.NONE);
    }

    private Found walk(int firstSegment, int lastSegment) throws IOException {
        try (Walker walker = new Walker(firstSegment, lastSegment)) {
            try {
                walker.toTheEnd();
                return new Found(walker.end(), true, Optional.empty());
            } catch (LedgerDamage damage) {
                return new Found(walker.end(), true, Optional.of(cutAt(damage, lastSegment)));
            }
        }
    }

    private SystemRecord.Cut cutAt(LedgerDamage damage, int lastSegment) throws IOException {
        Position torn = damage.expected();
        if (torn.segment() != lastSegment || !TornTail.begins(folder, torn)) {
            throw damage;
        }
        return new SystemRecord.Cut(torn.segment(), torn.offset(), sizeBehind(torn));
    }

    private long sizeBehind(Position torn) throws IOException {
        try (InputStream in = folder.read(torn.segment(), torn.offset())) {
            return lengthOf(in);
        }
    }

    /** Bytes up to the last that is not zero: what follows is space set aside. */
    private static long lengthOf(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long read = 0;
        long length = 0;
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                length = buffer[i] == 0 ? length : read + i + 1;
            }
            read += n;
        }
        return length;
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** Where to go on; whether that segment exists; what must be cut off there. */
    private record Found(LedgerEnd end, boolean exists, Optional<LedgerRecord> cut) {}

    /** Walks one segment and remembers whose it is. */
    private final class Walker implements AutoCloseable {
        private final ChainWalk walk;
        private String storeId = "";

        private Walker(int firstSegment, int lastSegment) {
            walk = ChainWalk.through(folder, firstSegment, lastSegment);
        }

        private void toTheEnd() throws IOException {
            int named = 0;
            while (walk.next()) {
                if (walk.segment() != named) {
                    named = walk.segment();
                    storeId = storeIdIn(walk.entry());
                }
            }
        }

        /** Only the first record of a segment names the store. */
        private String storeIdIn(LedgerEntry first) throws LedgerDamage {
            if (first.record() instanceof SystemRecord.Genesis genesis) {
                return genesis.storeId();
            }
            if (first.record() instanceof SystemRecord.Segment segment) {
                return segment.storeId();
            }
            throw new LedgerDamage(first.position(), "should be the segment's own first record");
        }

        private LedgerEnd end() {
            return new LedgerEnd(storeId, walk.segment(), walk.size(), walk.seq(), walk.head());
        }

        @Override
        public void close() throws IOException {
            walk.close();
        }
    }
}
