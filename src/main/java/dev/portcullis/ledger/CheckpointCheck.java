package dev.portcullis.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is signed in a ledger, its checkpoints and where it begins, against its chain and against the key that its
 * first record names.
 */
final class CheckpointCheck {
    /** A checkpoint stands at most so many records behind the one that it signs. */
    static final int LAG_MAX = 10_000;

    private final ChainHash[] newest = new ChainHash[LAG_MAX + 1];
    private @Nullable String storeId;
    private @Nullable String publicKey;
    private Beginning beginning = new Beginning(1, 0, ChainHash.NONE);
    private Position missing = LedgerReader.BEGINNING;
    private boolean isAnchored = true;

    /** Where the walk has begun: in which segment, behind which record. */
    private record Beginning(int segment, long behindSeq, ChainHash behindHead) {}

    /** What is wrong with the record that the walk stands at, if something is. */
    Optional<String> objection(ChainWalk walk) throws LedgerDamage {
        if (storeId == null) {
            begin(walk);
        }
        newest[slot(walk.seq())] = walk.head();
        if (walk.isAt(RecordKind.CHECKPOINT) && walk.entry().record() instanceof SystemRecord.Checkpoint checkpoint) {
            return objection(checkpoint, walk.seq());
        }
        return walk.isAt(RecordKind.RETIRED) && walk.entry().record() instanceof SystemRecord.Retired retired
                ? objection(retired)
                : Optional.empty();
    }

    /** Where the records are missing that should stand before the first; empty when a signature says that they may. */
    Optional<Position> missingBefore() {
        return isAnchored ? Optional.empty() : Optional.of(missing);
    }

    /** Whether a head seen elsewhere is the ledger's own: this hash, signed by its key where it has one. */
    boolean confirms(SignedHead seen, ChainHash head) {
        return seen.head().equals(head)
                && seen.storeId().equals(storeId)
                && (publicKey == null || seen.isSignedBy(publicKey));
    }

    private void begin(ChainWalk walk) throws LedgerDamage {
        if (walk.isAt(RecordKind.GENESIS) && walk.entry().record() instanceof SystemRecord.Genesis genesis) {
            storeId = genesis.storeId();
            publicKey = genesis.publicKey();
        } else if (walk.isAt(RecordKind.SEGMENT) && walk.entry().record() instanceof SystemRecord.Segment segment) {
            storeId = segment.storeId();
            publicKey = segment.publicKey();
            beginning = new Beginning(walk.segment(), walk.seq() - 1, walk.headBefore());
            newest[slot(beginning.behindSeq)] = beginning.behindHead;
            isAnchored = false;
        }
    }

    private Optional<String> objection(SystemRecord.Checkpoint checkpoint, long seq) {
        if (storeId == null || publicKey == null) {
            return Optional.of("a checkpoint stands here, but the first record names no key for it");
        }
        long lag = seq - checkpoint.upTo();
        if (lag < 1 || lag > LAG_MAX) {
            return Optional.of("the checkpoint signs record " + checkpoint.upTo() + ", which is too far away");
        }
        if (checkpoint.upTo() < beginning.behindSeq) {
            return Optional.empty(); // it signs a record that was retired; a later checkpoint signs this one
        }
        ChainHash head = newest[slot(checkpoint.upTo())];
        boolean holds = checkpoint.head().equals(head.toString())
                && CheckpointKey.isSigned(publicKey, storeId, checkpoint.upTo(), head, checkpoint.signature());
        return holds
                ? Optional.empty()
                : Optional.of("the checkpoint's signature does not fit the chain, which was rewritten before it");
    }

    private Optional<String> objection(SystemRecord.Retired retired) {
        if (storeId == null || publicKey == null || !isSigned(retired, storeId, publicKey)) {
            return Optional.of("segments are said to be retired here, but not by the ledger's own key");
        }
        if (retired.segment() == beginning.segment - 1 && retired.upTo() == beginning.behindSeq) {
            isAnchored |= retired.head().equals(beginning.behindHead.toString());
        } else if (retired.segment() < beginning.segment) {
            missing = new Position(retired.upTo() + 1, retired.segment() + 1, 0);
        }
        return Optional.empty();
    }

    private static boolean isSigned(SystemRecord.Retired retired, String storeId, String publicKey) {
        try {
            return CheckpointKey.isRetirementSigned(
                    publicKey, storeId, retired.upTo(), ChainHash.ofHex(retired.head()), retired.signature());
        } catch (IllegalArgumentException noHash) {
            return false;
        }
    }

    private static int slot(long seq) {
        return (int) (seq % (LAG_MAX + 1));
    }
}
