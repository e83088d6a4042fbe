package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who owns an orderLinkId, and what is certain about its order. */
final class AccountOrdersTest {
    private static final Settlement PLACED = new Settlement.Placed(Optional.of(new OrderId("id-1")), false);
    private static final Settlement OPEN = new Settlement.Unresolved("no answer");

    private final AccountOrders orders = new AccountOrders();

    @Test
    void theFirstClaimOwnsTheIdAndTheSameOrderIsKnown() {
        TrackedOrder first = Orders.order("bot1", "a", "f1");

        assertThat(Orders.claim(orders, List.of(first))).isInstanceOf(AccountOrders.Claim.Fresh.class);

        AccountOrders.Claim again = Orders.claim(orders, List.of(Orders.order("bot1", "a", "f1")));
        assertThat(again).isEqualTo(new AccountOrders.Claim.Known(List.of(first)));
    }

    @Test
    void anotherClientAndAnotherBodyAreRefused() {
        Orders.claim(orders, List.of(Orders.order("bot1", "a", "f1")));

        assertThat(Orders.claim(orders, List.of(Orders.order("bot2", "a", "f1"))))
                .isEqualTo(new AccountOrders.Claim.Refused(new Rejection.OrderLinkIdOfAnother(new OrderLinkId("a"))));
        assertThat(Orders.claim(orders, List.of(Orders.order("bot1", "a", "f2"))))
                .isEqualTo(new AccountOrders.Claim.Refused(
                        new Rejection.OrderLinkIdUnderAnotherBody(new OrderLinkId("a"))));
    }

    @Test
    void aMixedBatchClaimsNothing() {
        Orders.claim(orders, List.of(Orders.order("bot1", "a", "f1")));

        AccountOrders.Claim mixed =
                Orders.claim(orders, List.of(Orders.order("bot1", "a", "f1"), Orders.order("bot1", "b", "f1")));

        assertThat(mixed)
                .isEqualTo(new AccountOrders.Claim.Refused(new Rejection.MixedBatch(List.of(new OrderLinkId("a")))));
        assertThat(orders.find(new OrderLinkId("b"))).isEmpty();
    }

    @Test
    void manyThreadsClaimOneIdAndOneOfThemOwnsIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<AccountOrders.Claim>> claims = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            claims.add(threads.submit(() -> {
                go.await();
                return Orders.claim(orders, List.of(Orders.order("bot1", "a", "f1")));
            }));
        }
        go.countDown();

        int fresh = 0;
        for (Future<AccountOrders.Claim> claim : claims) {
            fresh += claim.get() instanceof AccountOrders.Claim.Fresh ? 1 : 0;
        }
        threads.shutdown();

        assertThat(fresh).isEqualTo(1);
    }

    @Test
    void aFreedIdMayBeClaimedAnewUnderAnyBody() {
        TrackedOrder refused = Orders.order("bot1", "a", "f1");
        Orders.claim(orders, List.of(refused));

        orders.free(refused);

        assertThat(Orders.claim(orders, List.of(Orders.order("bot2", "a", "f9"))))
                .isInstanceOf(AccountOrders.Claim.Fresh.class);
        assertThat(refused.settledForGood().result()).isEmpty();
    }

    @Test
    void whatWasFreedStaysFreed() {
        TrackedOrder refused = Orders.departed("bot1", "a", "f1");
        Orders.claim(orders, List.of(refused));
        orders.free(refused);

        assertThat(orders.settle(refused, OPEN)).isFalse();

        assertThat(refused.settlement()).isEmpty();
        assertThat(refused.isOpenQuestion()).isFalse();
        assertThat(refused.isUndecided()).isFalse();
    }

    @Test
    void freeingALateOrderLeavesTheIdToItsNewOwner() {
        TrackedOrder first = Orders.order("bot1", "a", "f1");
        Orders.claim(orders, List.of(first));
        orders.free(first);
        TrackedOrder second = Orders.order("bot1", "a", "f2");
        Orders.claim(orders, List.of(second));

        orders.free(first);

        assertThat(orders.find(new OrderLinkId("a"))).containsSame(second);
    }

    @Test
    void anUnresolvedOrderIsAnOpenQuestionUntilItIsSettled() {
        TrackedOrder order = Orders.departed("bot1", "a", "f1");
        Orders.claim(orders, List.of(order));
        orders.settle(order, OPEN);
        assertThat(orders.openQuestions(any -> true)).containsExactly(order);
        assertThat(order.settledForGood().isComplete()).isFalse();

        orders.settle(order, PLACED);

        assertThat(orders.openQuestions(any -> true)).isEmpty();
        assertThat(orders.find(new OrderId("id-1"))).containsSame(order);
        assertThat(order.settledForGood().result()).contains(PLACED);
    }

    @Test
    void whatIsCertainCannotBecomeUncertain() {
        TrackedOrder order = Orders.departed("bot1", "a", "f1");
        Orders.claim(orders, List.of(order));
        orders.settle(order, PLACED);

        assertThat(orders.settle(order, OPEN)).isFalse();
        assertThat(orders.settle(order, new Settlement.Absent("proof"))).isFalse();
        assertThat(order.settlement()).contains(PLACED);
    }

    @Test
    void aWaitingCreateIsNoOpenQuestion() {
        Orders.claim(orders, List.of(Orders.order("bot1", "a", "f1")));

        assertThat(orders.openQuestions(any -> true)).isEmpty();
    }
}
