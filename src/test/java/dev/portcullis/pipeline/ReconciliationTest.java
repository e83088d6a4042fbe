package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.ledger.LedgerRecord.Resolved;
import dev.portcullis.model.OrderEvidence.Sighting;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderSnapshot;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a create that nobody answered for: found, proven absent behind its fence, or honestly unknown. */
final class ReconciliationTest {
    private static final long FENCE_MILLIS = 2_000 + 2_500 + 5_000;

    private final FakeTime time = new FakeTime();
    private final FakeEvidence evidence = new FakeEvidence(time);
    private final FakeLedger ledger = new FakeLedger();
    private final OrderIndex index = new OrderIndex();
    private final Reconciliation reconciliation =
            new Reconciliation(evidence, index, new Journal(ledger, index), new Race(time), Runnable::run);
    private final TrackedOrder order = Orders.departed("bot1", "a", "f1");

    @BeforeEach
    void theOutcomeIsUnknown() {
        order.intended(new Fence(2_000, 2_500, 5_000), 0);
        Orders.claim(index.of(order.key()), List.of(order));
        index.of(order.key()).settle(order, new Settlement.Unresolved("no answer"));
    }

    @Test
    void whatAReadShowsIsAdopted() {
        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "New", 100), 150));

        reconciliation.begin(order);

        assertThat(order.settlement()).contains(new Settlement.Placed(Optional.of(new OrderId("id-1")), true));
        assertThat(theResolution()).isEqualTo(new Outcome.Adopted(new OrderId("id-1")));
    }

    @Test
    void whatOnlyTheHistoryShowsIsAdoptedToo() {
        evidence.historyShows(new Sighting.Seen(Orders.shown("id-1", "Cancelled", 100), 150));

        reconciliation.begin(order);

        assertThat(order.orderId()).contains(new OrderId("id-1"));
    }

    @Test
    void nothingIsProvenBeforeTheFence() {
        reconciliation.begin(order);

        time.pass(Duration.ofMillis(FENCE_MILLIS));

        assertThat(order.settlement()).containsInstanceOf(Settlement.Unresolved.class);
        assertThat(evidence.realtimeAskedMillis).hasSizeGreaterThan(5);
    }

    @Test
    void twoNegativesOfBothPlacesAtLeastASecondApartBehindTheFenceProveAbsence() {
        reconciliation.begin(order);

        time.pass(Duration.ofMillis(FENCE_MILLIS + 3_000));

        assertThat(order.settlement()).containsInstanceOf(Settlement.Absent.class);
        assertThat(theResolution()).isInstanceOf(Outcome.NotPlaced.class);
        assertTwoBehindTheFence(evidence.realtimeAskedMillis);
        assertTwoBehindTheFence(evidence.historyAskedMillis);
    }

    private static void assertTwoBehindTheFence(List<Long> askedMillis) {
        List<Long> behind =
                askedMillis.stream().filter(millis -> millis > FENCE_MILLIS).toList();
        assertThat(behind).hasSize(2);
        assertThat(behind.get(1) - behind.get(0)).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void aFailedReadProvesNothing() {
        evidence.historyShows(new Sighting.CouldNotTell("connection reset"));
        reconciliation.begin(order);

        time.pass(Duration.ofMinutes(10));

        assertThat(order.settlement()).containsInstanceOf(Settlement.Unresolved.class);

        evidence.historyShowsNothing();
        time.pass(Duration.ofSeconds(5));
        assertThat(order.settlement()).containsInstanceOf(Settlement.Absent.class);
    }

    @Test
    void whatIsAskedForADayLateIsNeverGuessed() {
        evidence.historyShows(new Sighting.CouldNotTell("the exchange cannot be reached"));
        reconciliation.begin(order);
        time.pass(Duration.ofHours(23).plusMinutes(1));

        evidence.historyShowsNothing();
        time.pass(Duration.ofHours(2));

        assertThat(order.settlement().orElseThrow())
                .isInstanceOfSatisfying(
                        Settlement.Unresolved.class,
                        open -> assertThat(open.why()).contains("forgets an order"));

        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "New", 100), 150));
        time.pass(Duration.ofMinutes(11));
        assertThat(order.orderId()).contains(new OrderId("id-1"));
    }

    @Test
    void anOrderThatShowsBetweenTwoNegativesIsAdopted() {
        reconciliation.begin(order);
        time.pass(Duration.ofMillis(FENCE_MILLIS + 600));
        assertThat(order.settlement()).containsInstanceOf(Settlement.Unresolved.class);

        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "New", 100), FENCE_MILLIS));
        time.pass(Duration.ofSeconds(2));

        assertThat(order.orderId()).contains(new OrderId("id-1"));
    }

    @Test
    void anotherOrderUnderTheSameIdIsNeitherAdoptedNorProof() {
        evidence.realtimeShows(new Sighting.Seen(
                new OrderSnapshot(new OrderId("id-9"), null, new Symbol("ETHUSDT"), Side.BUY, "New", 100), 150));

        reconciliation.begin(order);
        time.pass(Duration.ofMinutes(1));

        assertThat(order.settlement().orElseThrow())
                .isInstanceOfSatisfying(
                        Settlement.Unresolved.class,
                        open -> assertThat(open.why()).contains("ETHUSDT"));
        assertThat(ledger.records).isEmpty();
    }

    @Test
    void anOrderFromBeforeTheIntentIsNotAdopted() {
        order.intended(new Fence(12_000, 2_500, 5_000), 10_000);
        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "New", 8_999), 150));

        reconciliation.begin(order);

        assertThat(order.settlement()).containsInstanceOf(Settlement.Unresolved.class);
    }

    @Test
    void anOrderOfTheSecondBeforeTheIntentIsAdoptedForTheClocksDiffer() {
        order.intended(new Fence(12_000, 2_500, 5_000), 10_000);
        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "New", 9_000), 150));

        reconciliation.begin(order);

        assertThat(order.settlement()).containsInstanceOf(Settlement.Placed.class);
    }

    @Test
    void twoBeginningsAskOnce() {
        reconciliation.begin(order);
        reconciliation.begin(order);

        assertThat(evidence.realtimeAskedMillis).hasSize(1);
    }

    @Test
    void afterTheCloseNobodyIsAsked() {
        reconciliation.begin(order);
        reconciliation.close();
        int asked = evidence.realtimeAskedMillis.size();

        time.pass(Duration.ofMinutes(1));

        assertThat(evidence.realtimeAskedMillis).hasSize(asked);
        assertThat(order.settlement()).containsInstanceOf(Settlement.Unresolved.class);
    }

    private Outcome theResolution() {
        assertThat(ledger.records).hasSize(1);
        return ((Resolved) ledger.records.get(0)).outcome();
    }
}
