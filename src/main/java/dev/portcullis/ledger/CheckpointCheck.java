package dev.portcullis.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the checkpoints of a ledger against its chain and against the key that its first record names. */
final class CheckpointCheck {
    /** A checkpoint stands at most so many records behind the one that it signs. */
    static final int LAG_MAX = 10_000;

    private final ChainHash[] newest = new ChainHash[LAG_MAX + 1];
    private @Nullable String storeId;
    private @Nullable String publicKey;

    /** What is wrong with the record that the walk stands at, if something is. */
    Optional<String> objection(ChainWalk walk) throws LedgerDamage {
        newest[slot(walk.seq())] = walk.head();
        if (walk.isAt(RecordKind.GENESIS) && walk.entry().record() instanceof SystemRecord.Genesis genesis) {
            storeId = genesis.storeId();
            publicKey = genesis.publicKey();
        }
        return walk.isAt(RecordKind.CHECKPOINT) && walk.entry().record() instanceof SystemRecord.Checkpoint checkpoint
                ? objection(checkpoint, walk.seq())
                : Optional.empty();
    }

    /** Whether a head seen elsewhere is the ledger's own: this hash, signed by its key where it has one. */
    boolean confirms(SignedHead seen, ChainHash head) {
        return seen.head().equals(head)
                && seen.storeId().equals(storeId)
                && (publicKey == null || seen.isSignedBy(publicKey));
    }

    private Optional<String> objection(SystemRecord.Checkpoint checkpoint, long seq) {
        if (storeId == null || publicKey == null) {
            return Optional.of("a checkpoint stands here, but the first record names no key for it");
        }
        long lag = seq - checkpoint.upTo();
        if (lag < 1 || lag > LAG_MAX) {
            return Optional.of("the checkpoint signs record " + checkpoint.upTo() + ", which is too far away");
        }
        ChainHash head = newest[slot(checkpoint.upTo())];
        boolean holds = checkpoint.head().equals(head.toString())
                && CheckpointKey.isSigned(publicKey, storeId, checkpoint.upTo(), head, checkpoint.signature());
        return holds
                ? Optional.empty()
                : Optional.of("the checkpoint's signature does not fit the chain, which was rewritten before it");
    }

    private static int slot(long seq) {
        return (int) (seq % (LAG_MAX + 1));
    }
}
