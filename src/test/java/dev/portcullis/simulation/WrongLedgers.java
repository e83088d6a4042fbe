package dev.portcullis.simulation;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerEntry;
import dev.portcullis.ledger.LedgerFile;
import dev.portcullis.ledger.LedgerFolder;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.OrderLookup;
import dev.portcullis.ledger.PastOrder;
import dev.portcullis.ledger.Position;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** Gates whose ledger is built wrong. */
final class WrongLedgers {
    private WrongLedgers() {}

    /** An append is confirmed before it is on disk. */
    static Fault confirmingBeforeTheSync() {
        return new Fault() {
            @Override
            Ledger ledger(Ledger right) {
                return new Hasty(right);
            }
        };
    }

    /** Nothing is ever synced. */
    static Fault withoutSync() {
        return new OfFiles() {
            @Override
            void sync(LedgerFile right) {
                // forgotten
            }
        };
    }

    /** A sync that failed is tried again. */
    static Fault syncingAgain() {
        return new OfFiles() {
            @Override
            void sync(LedgerFile right) throws IOException {
                try {
                    right.sync();
                } catch (IOException failed) {
                    right.sync();
                }
            }
        };
    }

    /** A start goes on behind a torn tail instead of cutting it off. */
    static Fault keepingATornTail() {
        return new OfFiles() {
            @Override
            long resumedSize(LedgerFolder right, int segment, long size) throws IOException {
                try (InputStream all = right.read(segment, 0)) {
                    return all.readAllBytes().length;
                }
            }
        };
    }

    /** A start reads nothing of the past. */
    static Fault forgettingThePast() {
        return new Fault() {
            @Override
            List<LedgerEntry> past(List<LedgerEntry> right) {
                return List.of();
            }
        };
    }

    /** Memory lets go of what is indexed, but nobody finds it there. */
    static Fault findingNothingOfLongAgo() {
        return new Fault() {
            @Override
            OrderLookup lookUp(OrderLookup right) {
                return new Blind(right);
            }
        };
    }

    /** A start takes what has no outcome for never sent. */
    static Fault forgettingWhatWasOpen() {
        return new Fault() {
            @Override
            List<LedgerEntry> past(List<LedgerEntry> right) {
                Set<RequestId> ended = new HashSet<>();
                for (LedgerEntry entry : right) {
                    if (entry.record() instanceof LedgerRecord.OutcomeRecord outcome) {
                        ended.add(outcome.requestId());
                    }
                }
                return right.stream()
                        .filter(entry -> !(entry.record() instanceof LedgerRecord.Intent intent)
                                || ended.contains(intent.requestId()))
                        .toList();
            }
        };
    }

    private record Blind(OrderLookup right) implements OrderLookup {
        @Override
        public Future<Optional<PastOrder>> find(
                EnvironmentId environment, AccountId account, OrderLinkId orderLinkId, Executor home) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Optional<PastOrder>> find(
                EnvironmentId environment, AccountId account, OrderId orderId, Executor home) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public long indexedUpTo() {
            return right.indexedUpTo();
        }
    }

    private record Hasty(Ledger right) implements Ledger {
        @Override
        public Future<Position> append(List<LedgerRecord> records, Executor home) {
            right.append(records, home);
            Promise<Position> atOnce = Promise.promise();
            home.execute(() -> atOnce.complete(new Position(1, 1, 0)));
            return atOnce.future();
        }

        @Override
        public void note(LedgerRecord record, LongConsumer recordedAt) {
            right.note(record, recordedAt);
        }

        @Override
        public Optional<String> trouble() {
            return right.trouble();
        }

        @Override
        public Future<Void> close() {
            return right.close();
        }
    }

    /** A fault in how files are handled. */
    abstract static class OfFiles extends Fault {
        void sync(LedgerFile right) throws IOException {
            right.sync();
        }

        /** @param right where the whole of the segment can be read */
        long resumedSize(LedgerFolder right, int segment, long size) throws IOException {
            return size;
        }

        @Override
        LedgerFolder folder(LedgerFolder right) {
            return new Folder(right, this);
        }
    }

    private record Folder(LedgerFolder right, OfFiles fault) implements LedgerFolder {
        @Override
        public List<Integer> segments() throws IOException {
            return right.segments();
        }

        @Override
        public InputStream read(int segment, long offset) throws IOException {
            return right.read(segment, offset);
        }

        @Override
        public LedgerFile create(int segment) throws IOException {
            return new File(right.create(segment), fault);
        }

        @Override
        public LedgerFile resume(int segment, long size) throws IOException {
            return new File(right.resume(segment, fault.resumedSize(right, segment, size)), fault);
        }

        @Override
        public void delete(int segment) throws IOException {
            right.delete(segment);
        }

        @Override
        public boolean keepReserve() throws IOException {
            return right.keepReserve();
        }

        @Override
        public boolean releaseReserve() throws IOException {
            return right.releaseReserve();
        }

        @Override
        public void close() throws IOException {
            right.close();
        }
    }

    private record File(LedgerFile right, OfFiles fault) implements LedgerFile {
        @Override
        public void reserve(int bytes) throws IOException {
            right.reserve(bytes);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            right.write(bytes);
        }

        @Override
        public void sync() throws IOException {
            fault.sync(right);
        }

        @Override
        public long size() {
            return right.size();
        }

        @Override
        public void close() throws IOException {
            right.close();
        }
    }
}
