package dev.portcullis.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a signature is of use: by the call's own time, and by the age at which the exchange refuses it. */
final class StampedMomentTest {
    private static final int RECV_WINDOW_MILLIS = 2_500;

    private final AtomicLong nanos = new AtomicLong(-7);
    private final AtomicLong exchangeMillis = new AtomicLong(1_700_000_000_000L);

    private StampedMoment signBy(Duration fromNow) {
        return new StampedMoment(exchangeMillis::get, nanos::get, nanos.get() + fromNow.toNanos(), RECV_WINDOW_MILLIS);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void theTimestampIsOfTheMomentThatItIsAskedFor() {
        StampedMoment moment = signBy(Duration.ofSeconds(10));
        passes(Duration.ofSeconds(1));
        exchangeMillis.addAndGet(1_000);
        assertThat(moment.timestampMs()).isEqualTo(1_700_000_001_000L);
    }

    @Test
    void beforeTheStampTheCallsTimeCountsAloneAndThenTheWindowToo() {
        StampedMoment moment = signBy(Duration.ofSeconds(10));
        passes(Duration.ofSeconds(4));
        assertThat(moment.millisLeft()).isEqualTo(6_000);
        moment.timestampMs();
        assertThat(moment.millisLeft()).isEqualTo(RECV_WINDOW_MILLIS);
        passes(Duration.ofSeconds(2));
        assertThat(moment.millisLeft()).isEqualTo(500);
    }

    @Test
    void whatCameWithTheWindowGoneIsOfNoUse() {
        StampedMoment moment = signBy(Duration.ofSeconds(10));
        moment.timestampMs();
        passes(Duration.ofMillis(RECV_WINDOW_MILLIS - 1));
        assertThatCode(moment::requireOfUse).doesNotThrowAnyException();
        passes(Duration.ofMillis(1));
        assertThatThrownBy(moment::requireOfUse)
                .isInstanceOfSatisfying(
                        Mishap.class,
                        late -> assertThat(late.why()).contains("2500 ms after its timestamp", "recvWindow"));
    }

    @Test
    void pastTheCallsTimeNothingIsStampedNorOfUse() {
        StampedMoment late = signBy(Duration.ofMillis(100));
        StampedMoment stamped = signBy(Duration.ofMillis(100));
        stamped.timestampMs();
        passes(Duration.ofMillis(101));
        assertThatThrownBy(late::timestampMs).isInstanceOf(Mishap.class);
        assertThatThrownBy(stamped::requireOfUse).isInstanceOf(Mishap.class);
        assertThat(stamped.millisLeft()).isNegative();
    }

    @Test
    void whatIsNotSignedHasNoWindowToOutlive() {
        StampedMoment moment = signBy(Duration.ofSeconds(10));
        passes(Duration.ofSeconds(9));
        assertThatCode(moment::requireOfUse).doesNotThrowAnyException();
    }
}
