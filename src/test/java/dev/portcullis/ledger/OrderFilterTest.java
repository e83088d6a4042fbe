package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** How often the filter errs, and what it takes. */
class OrderFilterTest {
    private static final int ORDERS = 200_000;

    @Test
    void itNeverDeniesAnOrderAndErrsForOneNewOrderInFiftyAtMost() {
        OrderFilter filter = new OrderFilter(ORDERS);
        Random keys = new Random(1);
        int added = 0;
        while (filter.hasRoomFor(1)) {
            filter.add(keys.nextLong());
            added++;
        }
        Random again = new Random(1);
        for (int i = 0; i < added; i++) {
            assertThat(filter.mayHold(again.nextLong())).isTrue();
        }

        assertThat(added).isEqualTo(ORDERS + ORDERS / 4);
        assertThat(errors(filter)).isLessThan(0.025);
    }

    @Test
    void itTakesTenBitsAnOrder() {
        OrderFilter filter = new OrderFilter(ORDERS);
        Random keys = new Random(1);
        for (int i = 0; i < ORDERS; i++) {
            filter.add(keys.nextLong());
        }

        assertThat(filter.bytes() * 8.0 / ORDERS).isLessThan(10.01);
        assertThat(errors(filter)).isLessThan(0.0095);
    }

    private static double errors(OrderFilter filter) {
        Random others = new Random(2);
        int errors = 0;
        for (int i = 0; i < 100_000; i++) {
            errors += filter.mayHold(others.nextLong()) ? 1 : 0;
        }
        return errors / 100_000.0;
    }
}
