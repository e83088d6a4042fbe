package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An orderLinkId means after years what it meant at first, though memory holds only the orders of late. */
final class RecollectionTest {
    private static final OrderId ID = new OrderId("id-1");
    private static final Outcome ACKED = new Outcome.Acked(Optional.of(ID));
    private static final Settlement PLACED = new Settlement.Placed(Optional.of(ID), false);
    private static final Outcome REFUSED = new Outcome.Rejected(110007);

    private final OrderIndex index = new OrderIndex();
    private final FakePast past = new FakePast();
    private final Recollection recollection = new Recollection(index, past);
    private final AccountOrders orders = index.of(Orders.ENVIRONMENT, Orders.ALPHA);

    @Test
    void aSettledOrderIsForgottenWhenTheIndexesKnowItsLastWordAndFoundOnDiskFromThenOn() {
        TrackedOrder order = settled("a", 7);

        past.learns(order, 6, null);
        recollection.forgetIndexed();
        assertThat(inMemory("a")).isTrue();

        past.learns(order, 7, ACKED);
        recollection.forgetIndexed();
        assertThat(inMemory("a")).isFalse();
        assertThat(orders.find(ID)).isEmpty();
        assertThat(known(claim(Orders.order("bot1", "a", "f1"))).settlement()).contains(PLACED);
    }

    @Test
    void anOrderOfLongAgoStaysItsOwnersAndItsBodys() {
        forgotten("a");

        assertThat(refusal(claim(Orders.order("bot2", "a", "f1"))))
                .isEqualTo(new Rejection.OrderLinkIdOfAnother(new OrderLinkId("a")));
        assertThat(refusal(claim(Orders.order("bot1", "a", "f2"))))
                .isEqualTo(new Rejection.OrderLinkIdUnderAnotherBody(new OrderLinkId("a")));
    }

    @Test
    void aBatchOfOrdersOfLongAgoAndNewOnesIsRefused() {
        forgotten("a");

        Future<AccountOrders.Claim> mixed = recollection.claim(
                List.of(Orders.order("bot1", "a", "f1"), Orders.order("bot1", "new", "f1")), Runnable::run);

        assertThat(refusal(mixed)).isEqualTo(new Rejection.MixedBatch(List.of(new OrderLinkId("a"))));
        assertThat(inMemory("new")).isFalse();
    }

    @Test
    void anOrderThatWasRefusedLongAgoHasGivenItsIdBack() {
        past.learns(Orders.order("bot1", "a", "f1"), 1, REFUSED);

        assertThat(claim(Orders.order("bot2", "a", "f9")).result()).isInstanceOf(AccountOrders.Claim.Fresh.class);
    }

    @Test
    void anOrderThatTheIndexesKnowAsOpenButMemoryHasFreedSinceIsFree() {
        TrackedOrder order = Orders.order("bot1", "a", "f1");
        Orders.claim(orders, List.of(order));
        past.learns(order, 1, new Outcome.Unknown("no answer"));
        orders.free(order);

        assertThat(claim(Orders.order("bot1", "a", "f1")).result()).isInstanceOf(AccountOrders.Claim.Fresh.class);
    }

    @Test
    void anOpenOrderIsNeverForgotten() {
        TrackedOrder open = Orders.departed("bot1", "a", "f1");
        Orders.claim(orders, List.of(open));
        orders.settle(open, new Settlement.Unresolved("no answer"));

        past.learns(open, 100, new Outcome.Unknown("no answer"));
        recollection.forgetIndexed();

        assertThat(inMemory("a")).isTrue();
    }

    @Test
    void theRecordMayComeToTheDiskBeforeTheOrderIsSettledInMemory() {
        TrackedOrder order = Orders.order("bot1", "a", "f1");
        Orders.claim(orders, List.of(order));
        orders.recorded(order, 3);
        past.learns(order, 3, ACKED);
        recollection.forgetIndexed();
        assertThat(inMemory("a")).isTrue();

        orders.settle(order, PLACED);
        recollection.forgetIndexed();

        assertThat(inMemory("a")).isFalse();
    }

    /** Asked before the order was in the indexes, answered after memory has forgotten it: neither would know it. */
    @Test
    void anOrderThatIsForgottenWhileTheDiskIsAskedIsAskedForAgain() {
        past.holdsUp();
        Future<AccountOrders.Claim> slow = claim(Orders.order("bot1", "a", "f1"));
        TrackedOrder first = settled("a", 5);
        past.learns(first, 5, ACKED);
        recollection.forgetIndexed();

        past.goesOn();

        assertThat(known(slow).settlement()).contains(PLACED);
    }

    @Test
    void thousandsAreForgottenAndOnlyThose() {
        for (int i = 0; i < 3_000; i++) {
            TrackedOrder order = settled("o-" + i, i + 1);
            past.learns(order, 2_500, ACKED);
        }

        recollection.forgetIndexed();

        assertThat(inMemory("o-2499")).isFalse();
        assertThat(inMemory("o-0")).isFalse();
        assertThat(inMemory("o-2500")).isTrue();
        assertThat(inMemory("o-2999")).isTrue();
    }

    @Test
    void nothingIsClaimedWhileTheDiskCannotTell() {
        past.breaks();

        Future<AccountOrders.Claim> claim = claim(Orders.order("bot1", "a", "f1"));

        assertThat(claim.cause())
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused ->
                                assertThat(refused.rejection()).isEqualTo(new Rejection.NotSent("the disk is broken")));
        assertThat(inMemory("a")).isFalse();
    }

    @Test
    void whatTheGateKnowsOfAnOrderOfLongAgoIsFoundByBothIds() {
        forgotten("a");

        KnownOrder byLink = recollection
                .find(Orders.ENVIRONMENT, Orders.ALPHA, new OrderLinkId("a"), Runnable::run)
                .result()
                .orElseThrow();
        assertThat(byLink.orderId()).contains(ID);
        assertThat(recollection
                        .find(Orders.ENVIRONMENT, Orders.ALPHA, ID, Runnable::run)
                        .result())
                .contains(byLink);
    }

    private TrackedOrder settled(String orderLinkId, long seq) {
        TrackedOrder order = Orders.order("bot1", orderLinkId, "f1");
        Orders.claim(orders, List.of(order));
        orders.settle(order, PLACED);
        orders.recorded(order, seq);
        return order;
    }

    private void forgotten(String orderLinkId) {
        past.learns(settled(orderLinkId, 1), 1, ACKED);
        recollection.forgetIndexed();
        assertThat(inMemory(orderLinkId)).isFalse();
    }

    private boolean inMemory(String orderLinkId) {
        return orders.find(new OrderLinkId(orderLinkId)).isPresent();
    }

    private Future<AccountOrders.Claim> claim(TrackedOrder order) {
        return recollection.claim(List.of(order), Runnable::run);
    }

    private static TrackedOrder known(Future<AccountOrders.Claim> claim) {
        assertThat(claim.result()).isInstanceOf(AccountOrders.Claim.Known.class);
        return ((AccountOrders.Claim.Known) claim.result()).orders().get(0);
    }

    private static Rejection refusal(Future<AccountOrders.Claim> claim) {
        assertThat(claim.result()).isInstanceOf(AccountOrders.Claim.Refused.class);
        return ((AccountOrders.Claim.Refused) claim.result()).rejection();
    }
}
