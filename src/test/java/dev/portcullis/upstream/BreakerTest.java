package dev.portcullis.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
    private final Breaker breaker = new Breaker(nanos::get);

    @Test
    void aFewFailuresAreNoReasonToStop() {
        fail(Breaker.WINDOW - 1);

        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void halfOfTheWindowOpensIt() {
        succeed(10);
        fail(9);
        assertThat(breaker.allows()).isTrue();

        fail(1);

        assertThat(breaker.allows()).isFalse();
    }

    @Test
    void fewerThanHalfNeverOpenIt() {
        for (int i = 0; i < 100; i++) {
            fail(9);
            succeed(11);
            assertThat(breaker.allows()).isTrue();
        }
    }

    @Test
    void oldFailuresAreForgotten() {
        succeed(11);
        fail(9);
        succeed(11);
        fail(9);

        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void onceASecondOneProbePasses() {
        fail(20);
        assertThat(breaker.allows()).isFalse();

        nanos.addAndGet(SECOND);

        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isFalse();
        nanos.addAndGet(SECOND);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void aFailedProbeKeepsItOpen() {
        fail(20);
        nanos.addAndGet(SECOND);
        breaker.allows();

        fail(1);

        assertThat(breaker.allows()).isFalse();
    }

    @Test
    void aProbeThatSucceedsClosesItWithACleanSlate() {
        fail(20);
        nanos.addAndGet(SECOND);
        breaker.allows();

        succeed(1);
        fail(18);

        assertThat(breaker.allows()).isTrue();
        fail(1);
        assertThat(breaker.allows()).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.hostFailed();
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            breaker.hostAnswered();
        }
    }
}
