package dev.portcullis.pipeline;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.OrderLookup;
import dev.portcullis.ledger.PastOrder;
import dev.portcullis.ledger.Position;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.TokenId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Orders that only the disk remembers, on a disk that a test may hold up or break. */
final class FakePast implements OrderLookup {
    private final Map<OrderLinkId, PastOrder> byLink = new HashMap<>();
    private final ArrayDeque<Runnable> heldUp = new ArrayDeque<>();
    private boolean holdsUp;
    private boolean broken;
    private long indexedUpTo;

    /** From now on it knows the order, and every record up to that number. */
    void learns(TrackedOrder order, long seq, @Nullable Outcome outcome) {
        PastOrder past = new PastOrder(new Position(seq, 1, 0), intentOf(order), Optional.ofNullable(outcome));
        byLink.put(order.key().orderLinkId(), past);
        OrderLinkId alias = order.terms().names().alias();
        if (alias != null) {
            byLink.put(alias, past);
        }
        indexedUpTo = seq;
    }

    /** From now on nothing is found before {@link #goesOn}. */
    void holdsUp() {
        holdsUp = true;
    }

    void goesOn() {
        holdsUp = false;
        while (!heldUp.isEmpty()) {
            heldUp.remove().run();
        }
    }

    void breaks() {
        broken = true;
    }

    private static LedgerRecord.Intent intentOf(TrackedOrder order) {
        OrderFacts facts = Orders.facts(order);
        return new LedgerRecord.Intent(
                order.create().requestId(),
                new LedgerRecord.Caller(
                        DoorName.V5, order.terms().owner(), new TokenId("tok00001"), new PeerAddress("127.0.0.1")),
                new LedgerRecord.Route(
                        order.key().account(),
                        order.key().environment(),
                        EndpointTable.ORDER_CREATE,
                        EndpointKind.CREATE,
                        new CredentialId("k1")),
                order.terms().category(),
                facts,
                new LedgerRecord.Fence(1_000, 2_500),
                new LedgerRecord.Part(order.create().child(), 1));
    }

    @Override
    public Future<Optional<PastOrder>> find(
            EnvironmentId environment, AccountId account, OrderLinkId orderLinkId, Executor home) {
        if (broken) {
            return Future.failedFuture(new Rejection.NotSent("the disk is broken").asException());
        }
        if (!holdsUp) {
            return Future.succeededFuture(Optional.ofNullable(byLink.get(orderLinkId)));
        }
        Promise<Optional<PastOrder>> later = Promise.promise();
        Optional<PastOrder> seenNow = Optional.ofNullable(byLink.get(orderLinkId));
        heldUp.add(() -> later.complete(seenNow));
        return later.future();
    }

    @Override
    public Future<Optional<PastOrder>> find(
            EnvironmentId environment, AccountId account, OrderId orderId, Executor home) {
        return Future.succeededFuture(byLink.values().stream()
                .filter(order -> order.outcome()
                        .filter(Outcome.Acked.class::isInstance)
                        .flatMap(outcome -> ((Outcome.Acked) outcome).orderId())
                        .filter(orderId::equals)
                        .isPresent())
                .findFirst());
    }

    @Override
    public long indexedUpTo() {
        return indexedUpTo;
    }
}
