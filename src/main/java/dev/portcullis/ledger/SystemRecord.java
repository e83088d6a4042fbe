package dev.portcullis.ledger;

import dev.portcullis.model.RequestId;
import org.jspecify.annotations.Nullable;

/** What the ledger and the gate record of themselves. */
public sealed interface SystemRecord extends LedgerRecord {
    /**
     * The first record of a ledger; its hash stands for the store from then on.
     *
     * @param publicKey of the checkpoints, Ed25519, X.509 form in base64; null when none are signed
     */
    record Genesis(String storeId, @Nullable String publicKey) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.GENESIS;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("storeId", storeId);
            to.text("publicKey", publicKey);
        }
    }

    /**
     * The first record of every further segment; chained to the last record of the one before. It names the store and
     * its key again, so that the ledger can be believed when the segments before it are retired.
     *
     * @param publicKey as in the {@link Genesis}
     */
    record Segment(String storeId, int number, @Nullable String publicKey) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.SEGMENT;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("storeId", storeId);
            to.number("number", number);
            to.text("publicKey", publicKey);
        }
    }

    /** A gate has started on this ledger. */
    record Boot(String version, SyncMode sync) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.BOOT;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.words("version", version);
            to.text("sync", sync.text());
        }
    }

    /** The gate has stopped in good order; nothing of this boot follows. */
    record Stop() implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.STOP;
        }

        @Override
        public void writeTo(FieldSink to) {
            // that it stands there is all it says
        }
    }

    /** A torn tail that a crash had left was cut off at the start. */
    record Cut(int segment, long offset, long bytes) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.CUT;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.number("segment", segment);
            to.number("offset", offset);
            to.number("bytes", bytes);
        }
    }

    /** The records {@code firstSeq} to {@code lastSeq} came too late for their caller, who was refused: never sent. */
    record Dropped(@Nullable RequestId requestId, long firstSeq, long lastSeq) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.DROPPED;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("requestId", requestId);
            to.number("firstSeq", firstSeq);
            to.number("lastSeq", lastSeq);
        }
    }

    /** So many notes found no room while the disk stalled, and were left out here. */
    record Lost(long notes) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.LOST;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.number("notes", notes);
        }
    }

    /**
     * The operator's word for the chain up to {@code head}: whoever rewrites the past cannot sign it again.
     *
     * @param upTo the seq of the record whose hash was signed
     * @param head that hash, in hex
     * @param signature Ed25519, in base64
     */
    record Checkpoint(long upTo, String head, String signature) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.CHECKPOINT;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.number("upTo", upTo);
            to.text("head", head);
            to.text("signature", signature);
        }
    }

    /**
     * The oldest segment is about to be deleted because its time is over: the ledger begins behind it from then on.
     *
     * @param segment the one that goes
     * @param upTo the number of its last record
     * @param head the hash of that record, in hex
     * @param signature Ed25519 by the key of the checkpoints, in base64
     */
    record Retired(int segment, long upTo, String head, String signature) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.RETIRED;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.number("segment", segment);
            to.number("upTo", upTo);
            to.text("head", head);
            to.text("signature", signature);
        }
    }

    /**
     * The head of the store's list of API keys, noted at each change of it: a store that was put back is older.
     *
     * @param counter how often the list was changed
     * @param mac what authenticates the list, in hex
     * @param changed what this change wrote, an entry behind each comma; null when nothing changed
     */
    record Manifest(long counter, String mac, @Nullable String changed) implements SystemRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.MANIFEST;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.number("counter", counter);
            to.text("mac", mac);
            to.text("changed", changed);
        }
    }
}
