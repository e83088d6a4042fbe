package dev.portcullis.ledger;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the newest durable head on a thread of its own, a few times a second at most, into the {@link HeadFile}. A
 * checkpoint goes to the witness after a start, every 1,000 records, after a rotation, five seconds after the last when
 * something was recorded since, and at the stop; those for records and rotations stand in the ledger too. Nothing on
 * the order path waits for any of it.
 */
final class CheckpointThread implements Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointThread.class);
    private static final long PAUSE_MILLIS = 200;
    private static final int ROUNDS_PER_CHECKPOINT = 25;
    private static final long RECORDS_PER_CHECKPOINT = 1_000;

    private final CheckpointKey key;
    private final String storeId;
    private final HeadFile headFile;
    private final @Nullable WitnessFile witness;
    private final Ledger ledger;
    private final Thread thread = new Thread(this::run, "portcullis-checkpoints");
    private final AtomicReference<@Nullable Durable> newest = new AtomicReference<>();

    private volatile boolean closing;
    private @Nullable SignedHead signed;
    private long witnessedSeq;
    private int roundsSinceWitness = ROUNDS_PER_CHECKPOINT;
    private long recordedSeq;
    private int recordedSegment;

    /** The first checkpoint is due from {@code start} on, where this boot's first record will stand. */
    CheckpointThread(LedgerStart.Signing signing, String storeId, Position start, Ledger ledger) {
        this.key = signing.key();
        this.storeId = storeId;
        this.headFile = new HeadFile(signing.folder());
        this.witness = signing.witness().map(WitnessFile::new).orElse(null);
        this.ledger = ledger;
        this.recordedSeq = start.seq() - 1;
        this.recordedSegment = start.segment();
    }

    CheckpointThread begin() {
        thread.setDaemon(true); // a gate that could not start must be able to end
        thread.start();
        return this;
    }

    @Override
    public void durable(int segment, long seq, ChainHash head) {
        newest.lazySet(new Durable(segment, seq, head));
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            signNewest();
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        signNewest();
    }

    private void signNewest() {
        roundsSinceWitness++;
        Durable durable = newest.get();
        if (durable == null) {
            return;
        }
        SignedHead head = signed(durable);
        boolean isForLedger = durable.seq - recordedSeq >= RECORDS_PER_CHECKPOINT || durable.segment != recordedSegment;
        boolean isDue = isForLedger || closing || roundsSinceWitness >= ROUNDS_PER_CHECKPOINT;
        if (isDue && head.seq() != witnessedSeq) {
            bearWitness(head);
        }
        if (isForLedger) {
            recordedSeq = durable.seq;
            recordedSegment = durable.segment;
            ledger.note(new SystemRecord.Checkpoint(head.seq(), head.head().toString(), head.signature()));
        }
    }

    private SignedHead signed(Durable durable) {
        SignedHead last = signed;
        if (last != null && last.seq() == durable.seq) {
            return last;
        }
        SignedHead head =
                new SignedHead(storeId, durable.seq, durable.head, key.sign(storeId, durable.seq, durable.head));
        signed = head;
        try {
            headFile.write(head);
        } catch (IOException e) {
            warn("head.json", e);
        }
        return head;
    }

    /** The ledger goes on without its witness, and says so: an order is worth more than the proof of its record. */
    private void bearWitness(SignedHead head) {
        roundsSinceWitness = 0;
        witnessedSeq = head.seq();
        if (witness == null) {
            return;
        }
        try {
            witness.append(head);
        } catch (IOException e) {
            warn("the witness file", e);
        }
    }

    private static void warn(String file, IOException cause) {
        LOG.warn("ledger checkpoint not written to {}: {}; check that file and its disk", file, cause.toString());
    }

    private record Durable(int segment, long seq, ChainHash head) {}
}
