package dev.portcullis.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Opens a ledger for writing: finds its end, cuts off what a crash has torn, and chains a new boot on. */
public final class LedgerStart {
    private static final int ID_BYTES = 8;

    private final LedgerFolder folder;
    private final LedgerSettings settings;
    private final LedgerTime time;
    private final SecureRandom random;

    /**
     * @param folder taken over: closed with the writer, or when the start fails
     * @param random for the ids of a new ledger and of this boot
     */
    public LedgerStart(LedgerFolder folder, LedgerSettings settings, LedgerTime time, SecureRandom random) {
        this.folder = folder;
        this.settings = settings;
        this.time = time;
        this.random = random;
    }

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
        LedgerEnd end = found.end;
        LedgerFile file = found.exists ? folder.resume(end.segment(), end.size()) : folder.create(end.segment());
        LedgerTail tail = new LedgerTail(folder, file, end, settings.segmentBytesMax(), newId());
        LedgerWriter writer = new LedgerWriter(tail, settings, time, watcher);
        if (end.size() == 0) {
            writer.note(firstRecord(end));
        }
        found.cut.ifPresent(writer::note);
        writer.note(new SystemRecord.Boot(version, settings.sync()));
        return writer;
    }

    private LedgerRecord firstRecord(LedgerEnd end) {
        return end.segment() == 1
                ? new SystemRecord.Genesis(end.storeId(), null)
                : new SystemRecord.Segment(end.storeId(), end.segment());
    }

    private Found findEnd(List<Integer> segments) throws IOException {
        if (segments.isEmpty()) {
            return new Found(newLedger(), false, Optional.empty());
        }
        int last = segments.get(segments.size() - 1);
        Found found = walk(last, last);
        if (found.end.seq() > 0) {
            return found;
        }
        // a crash came between the creation of the segment and its first record
        return last == 1 ? new Found(newLedger(), true, found.cut) : walk(last - 1, last);
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
            return in.transferTo(OutputStream.nullOutputStream());
        }
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
            for (Optional<LedgerEntry> entry = walk.next(); entry.isPresent(); entry = walk.next()) {
                if (entry.get().record() instanceof SystemRecord.Genesis genesis) {
                    storeId = genesis.storeId();
                } else if (entry.get().record() instanceof SystemRecord.Segment segment) {
                    storeId = segment.storeId();
                }
            }
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
