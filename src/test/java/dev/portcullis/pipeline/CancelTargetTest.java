package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.WriteBody;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which orders a cancel means. */
final class CancelTargetTest {
    private static final Symbol ETHUSDT = new Symbol("ETHUSDT");

    private static Passage waitingCreate(String orderLinkId) {
        OrderFacts order = new OrderFacts(Orders.BTCUSDT, new OrderLinkId(orderLinkId), null, null, null, null, null);
        Call create = Orders.call(EndpointTable.ORDER_CREATE, EndpointKind.CREATE, order);
        return new Passage(create, () -> 0, Optional::empty);
    }

    @Test
    void anOrderLinkIdMeansItsOrderWaitingOrDeparted() {
        CancelTarget target = CancelTarget.of(Orders.cancel("a"));

        assertThat(target.meansWaiting(waitingCreate("a"))).isTrue();
        assertThat(target.meansWaiting(waitingCreate("b"))).isFalse();
        assertThat(target.meansDeparted(Orders.departed("bot1", "a", "f1"))).isTrue();
        assertThat(target.meansDeparted(Orders.departed("bot1", "b", "f1"))).isFalse();
    }

    @Test
    void underAnotherSymbolNoOrderIsMeantForBybitWouldCancelNone() {
        CancelTarget target = CancelTarget.of(Orders.cancel("a", ETHUSDT));

        assertThat(target.meansWaiting(waitingCreate("a"))).isFalse();
        assertThat(target.meansDeparted(Orders.departed("bot1", "a", "f1"))).isFalse();
    }

    @Test
    void anOrderIdWinsOverAnOrderLinkIdAsAtBybit() {
        CancelTarget target = CancelTarget.of(Orders.call(
                EndpointTable.ORDER_CANCEL,
                EndpointKind.CANCEL,
                new OrderFacts(Orders.BTCUSDT, new OrderLinkId("a"), new OrderId("id-1"), null, null, null, null)));

        assertThat(target.meansWaiting(waitingCreate("a"))).isFalse();
        assertThat(target.meansDeparted(Orders.departed("bot1", "a", "f1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"BTCUSDT, true", "ETHUSDT, false", ", true"})
    void aCancelAllMeansAllOfItsSymbolOrOfItsCategory(String symbol, boolean means) {
        OrderFacts named =
                new OrderFacts(symbol == null ? null : new Symbol(symbol), null, null, null, null, null, null);
        CancelTarget target =
                CancelTarget.of(Orders.call(EndpointTable.ORDER_CANCEL_ALL, EndpointKind.CANCEL_ALL, named));

        assertThat(target.meansWaiting(waitingCreate("a"))).isEqualTo(means);
        assertThat(target.meansDeparted(Orders.departed("bot1", "a", "f1"))).isEqualTo(means);
    }

    @Test
    void anotherCategoryIsNeverMeant() {
        Call cancel = Orders.cancel("a");
        CancelTarget spot = CancelTarget.of(new Call(
                cancel.origin(),
                cancel.wantedAccount(),
                cancel.endpoint(),
                cancel.kind(),
                "",
                new WriteBody(
                        cancel.body().bytes(), Category.SPOT, cancel.body().orders()),
                cancel.timing()));

        assertThat(spot.meansWaiting(waitingCreate("a"))).isFalse();
        assertThat(spot.meansDeparted(Orders.departed("bot1", "a", "f1"))).isFalse();
    }
}
