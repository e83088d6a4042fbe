package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Checks a whole ledger: every checksum, number and link, the signature of every checkpoint, and every head that the
 * witness has seen. Changes nothing, takes no lock, needs memory for one record and the newest hashes; so it may run
 * beside the gate. Blocks on the disk, so it is not for an event loop.
 */
public final class LedgerVerifier {
    /** A line that a running gate is writing is whole within this. */
    private static final int LOOKS_MAX = 10;

    private static final long LOOK_AGAIN_MILLIS = 20;

    private final SegmentSource source;
    private final List<SeenHeads> witnesses;
    private final int looksMax;
    private final CheckpointCheck checkpoints = new CheckpointCheck();

    private LedgerVerifier(SegmentSource source, List<SeenHeads> witnesses, int looksMax) {
        this.source = source;
        this.witnesses = witnesses;
        this.looksMax = looksMax;
    }

    /** A verification of segments that nobody writes to. */
    static LedgerVerifier once(SegmentSource source, SeenHeads... witnesses) {
        return new LedgerVerifier(source, List.of(witnesses), 1);
    }

    /**
     * Verifies the ledger in {@code folder}.
     *
     * @param witness a file of heads kept elsewhere; without it, records cut off behind the newest signed head are not
     *     missed, nor is a whole ledger that was written anew
     * @throws IOException when folder or witness cannot be read
     */
    public static Verdict verify(Path folder, Optional<Path> witness) throws IOException {
        List<SeenHeads> witnesses = new ArrayList<>();
        try {
            if (Files.exists(HeadFile.in(folder))) {
                witnesses.add(SeenHeads.in(HeadFile.in(folder)));
            }
            if (witness.isPresent()) {
                witnesses.add(SeenHeads.in(witness.get()));
            }
            return new LedgerVerifier(new DiskSegments(folder), witnesses, LOOKS_MAX).verify();
        } finally {
            for (SeenHeads heads : witnesses) {
                heads.close();
            }
        }
    }

    Verdict verify() throws IOException {
        List<Integer> segments = source.segments();
        if (segments.isEmpty()) {
            return atTheEnd(0, 1);
        }
        try (ChainWalk walk = ChainWalk.fromTheBeginning(source, segments.get(0), endOfRow(segments))) {
            return verify(walk);
        }
    }

    private Verdict verify(ChainWalk walk) throws IOException {
        try {
            while (next(walk)) {
                Optional<Verdict> objection = check(walk);
                if (objection.isPresent()) {
                    return objection.get();
                }
            }
        } catch (LedgerDamage damage) {
            return judge(walk, damage.expected());
        }
        return atTheEnd(walk.seq(), walk.segment());
    }

    /**
     * Goes on, and looks again for a while where a running gate may be in the middle of a line; the first time whatever
     * it looks like, for the line may have been finished since.
     */
    private boolean next(ChainWalk walk) throws IOException {
        for (int look = 1; ; look++) {
            try {
                if (walk.next()) {
                    return true;
                }
                if (look >= looksMax || !isSeenBeyond(walk.seq())) {
                    return false;
                }
            } catch (LedgerDamage damage) {
                boolean mayBeHalfWritten = look == 1 ? isInLastSegment(damage.expected()) : isTorn(damage.expected());
                if (look >= looksMax || !mayBeHalfWritten) {
                    throw damage;
                }
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
            walk.lookAgain(endOfRow(source.segments()));
        }
    }

    private Optional<Verdict> check(ChainWalk walk) throws IOException {
        Optional<String> objection = checkpoints.objection(walk);
        if (objection.isPresent()) {
            return Optional.of(new Verdict.Tampered(Tampering.FORK, walk.position(), objection.get()));
        }
        for (SeenHeads heads : witnesses) {
            Optional<SignedHead> head = heads.at(walk.seq());
            if (head.isPresent() && !checkpoints.confirms(head.get(), walk.head())) {
                return Optional.of(new Verdict.Tampered(
                        Tampering.FORK, walk.position(), heads.name() + " has seen another record here"));
            }
        }
        return Optional.empty();
    }

    private Verdict judge(ChainWalk walk, Position damaged) throws IOException {
        if (!isTorn(damaged)) {
            return new TamperJudge(source, endOfRow(source.segments())).judge(walk, damaged);
        }
        return isSeenBeyond(walk.seq()) ? truncated(damaged) : new Verdict.TornTail(walk.seq(), damaged);
    }

    private Verdict atTheEnd(long lastSeq, int segment) throws IOException {
        List<Integer> segments = source.segments();
        int row = endOfRow(segments);
        if (!segments.isEmpty() && row < segments.get(segments.size() - 1)) {
            return missing(new Position(lastSeq + 1, row + 1, 0));
        }
        if (checkpoints.missingBefore().isPresent()) {
            return missing(checkpoints.missingBefore().get());
        }
        return isSeenBeyond(lastSeq) ? truncated(new Position(lastSeq + 1, segment, 0)) : new Verdict.Whole(lastSeq);
    }

    private static Verdict missing(Position first) {
        return new Verdict.Tampered(
                Tampering.DELETION, first, "the segment's file is missing, and no signed record says that it may");
    }

    private static Verdict truncated(Position first) {
        return new Verdict.Tampered(
                Tampering.TRUNCATION, first, "a signed head of a later record exists, so records were cut off");
    }

    private boolean isTorn(Position damaged) throws IOException {
        return isInLastSegment(damaged) && TornTail.begins(source, damaged);
    }

    private boolean isInLastSegment(Position damaged) throws IOException {
        return damaged.segment() == endOfRow(source.segments());
    }

    private boolean isSeenBeyond(long seq) throws IOException {
        for (SeenHeads heads : witnesses) {
            if (heads.goBeyond(seq)) {
                return true;
            }
        }
        return false;
    }

    /** The last segment that is reached from the oldest without a gap; 0 when there is none. */
    private static int endOfRow(List<Integer> segments) {
        int end = segments.isEmpty() ? 0 : segments.get(0);
        for (int segment : segments) {
            end = segment == end + 1 ? segment : end;
        }
        return end;
    }
}
