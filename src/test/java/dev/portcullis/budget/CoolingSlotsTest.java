package dev.portcullis.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoolingSlotsTest {
    private final CoolingSlots cooling = new CoolingSlots();

    @Test
    void aSlotIsLetGoAtItsTimeAndNotBefore() {
        cooling.add(100, 3);

        cooling.expire(99);
        assertThat(cooling.total()).isEqualTo(3);

        cooling.expire(100);
        assertThat(cooling.total()).isZero();
    }

    @Test
    void slotsAddedOutOfOrderLeaveInOrder() {
        cooling.add(300, 1);
        cooling.add(100, 2);
        cooling.add(200, 4);

        assertThat(cooling.whenFree(1)).isEqualTo(100);
        assertThat(cooling.whenFree(2)).isEqualTo(100);
        assertThat(cooling.whenFree(3)).isEqualTo(200);
        assertThat(cooling.whenFree(7)).isEqualTo(300);
        assertThat(cooling.whenFree(8)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void itAgreesWithAPlainListOverManyRandomSteps() {
        Random random = new Random(42);
        List<long[]> plain = new ArrayList<>();
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            now += random.nextInt(5);
            long at = now + random.nextInt(400);
            int count = 1 + random.nextInt(4);
            cooling.add(at, count);
            plain.add(new long[] {at, count});

            long moment = now;
            plain.removeIf(entry -> entry[0] <= moment);
            cooling.expire(now);

            assertThat((long) cooling.total())
                    .isEqualTo(plain.stream().mapToLong(entry -> entry[1]).sum());
        }
    }
}
