package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.PeerAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureThrottleTest {
    private static final PeerAddress BOT = new PeerAddress("203.0.113.9");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final FailureThrottle throttle = new FailureThrottle(nanos::get);

    private long delayOf(PeerAddress peer) {
        return throttle.failed(peer).delayMillis();
    }

    private void tenFailuresOf(PeerAddress peer) {
        for (int i = 0; i < 10; i++) {
            assertThat(delayOf(peer)).isZero();
        }
    }

    @Test
    void theEleventhFailureWithinAMinuteIsAnsweredLate() {
        tenFailuresOf(BOT);

        assertThat(delayOf(BOT)).isEqualTo(1_000);
        assertThat(delayOf(BOT)).isEqualTo(1_000);
    }

    @Test
    void aMinuteLaterTenAreFreeAgainEvenWhenTheTickerWrapsAround() {
        tenFailuresOf(BOT);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));

        tenFailuresOf(BOT);

        assertThat(delayOf(BOT)).isEqualTo(1_000);
    }

    @Test
    void whoFailsTooOftenIsToldWhenTheNextAnswerComesAtOnce() {
        tenFailuresOf(BOT);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

        FailureThrottle.Slowdown slowdown = throttle.failed(BOT);
        assertThat(slowdown.freeAgainMillis()).isEqualTo(4_001);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(slowdown.freeAgainMillis()));
        assertThat(throttle.failed(BOT).isOne()).isFalse();
    }

    @Test
    void sixSecondsBuyOneFailure() {
        tenFailuresOf(BOT);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));

        assertThat(delayOf(BOT)).isZero();
        assertThat(delayOf(BOT)).isEqualTo(1_000);
    }

    @Test
    void oneAddressDoesNotSlowDownAnother() {
        tenFailuresOf(BOT);

        assertThat(delayOf(new PeerAddress("203.0.113.10"))).isZero();
    }

    @Test
    void anIpv6SiteIsOneAddress() {
        for (int i = 0; i < 10; i++) {
            assertThat(delayOf(new PeerAddress("2001:db8:1:2::" + i))).isZero();
        }

        assertThat(delayOf(new PeerAddress("2001:db8:1:2:ffff::1"))).isEqualTo(1_000);
        assertThat(delayOf(new PeerAddress("2001:db8:1:3::1"))).isZero();
    }

    @Test
    void callersWithoutAnAddressShareOneAllowance() {
        tenFailuresOf(TrustedProxies.UNREADABLE);

        assertThat(delayOf(new PeerAddress("unix"))).isEqualTo(1_000);
    }

    @Test
    void aFloodOfAddressesForgetsTheOldestAndKeepsTheBusiest() {
        tenFailuresOf(BOT);
        for (int i = 0; i < 20_000; i++) {
            throttle.failed(new PeerAddress("10.0." + (i >> 8) + "." + (i & 0xFF)));
            if (i % 1_000 == 0) {
                assertThat(delayOf(BOT)).isEqualTo(1_000);
            }
        }

        assertThat(delayOf(BOT)).isEqualTo(1_000);
        assertThat(throttle.size()).isEqualTo(10_000);
    }
}
