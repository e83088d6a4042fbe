package dev.portcullis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happened within the last minute counts, what happened before it does not, however long nobody asked. */
final class MinuteCountTest {
    private static final long START = Duration.ofDays(3).toNanos();

    private final MinuteCount count = new MinuteCount();

    private static long after(long seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void allOfTheLastMinuteCounts() {
        for (int second = 0; second < 50; second++) {
            count.add(2, after(second));
        }

        assertThat(count.sum(after(50))).isEqualTo(100);
    }

    @Test
    void whatIsOlderFallsOutBitByBit() {
        for (int second = 0; second < 60; second++) {
            count.add(1, after(second));
        }

        assertThat(count.sum(after(89))).isBetween(25L, 35L);
        assertThat(count.sum(after(120))).isZero();
    }

    @Test
    void aLongSilenceForgetsEverything() {
        count.add(7, after(0));

        assertThat(count.sum(after(7_777))).isZero();
        count.add(1, after(7_778));
        assertThat(count.sum(after(7_779))).isEqualTo(1);
    }

    @Test
    void aClockThatBeginsBelowZeroCountsToo() {
        count.add(3, -Duration.ofHours(5).toNanos());
        count.add(4, -Duration.ofHours(5).toNanos() + 1);

        assertThat(count.sum(-Duration.ofHours(5).toNanos() + 2)).isEqualTo(7);
    }

    @Test
    void twoThreadsLoseNothing() throws InterruptedException {
        Runnable work = () -> {
            for (int i = 0; i < 10_000; i++) {
                count.add(1, after(i % 30));
            }
        };
        Thread first = new Thread(work);
        Thread second = new Thread(work);
        first.start();
        second.start();
        first.join();
        second.join();

        assertThat(count.sum(after(30))).isEqualTo(20_000);
    }
}
