package dev.portcullis.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AnswerHead;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateAdviceTest {
    private static final long NOW_MILLIS = 1_672_738_134_000L;
    private static final Buffer EMPTY = Buffer.buffer();

    @Test
    void theLimitHeaderIsTheRealLimit() {
        RateAdvice advice = RateAdvice.read(head(200, "x-bapi-limit", "60"), EMPTY, OptionalInt.of(0), NOW_MILLIS);

        assertThat(advice.limitPerSecond()).hasValue(60);
        assertThat(advice.closedMillis()).isZero();
        assertThat(advice.addressBanned()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"''", "0", "-1", "ten", "1.5", "99999999999999999999", "3000000000"})
    void aLimitThatIsNoPositiveCountIsNoAdvice(String limit) {
        RateAdvice advice = RateAdvice.read(head(200, "X-Bapi-Limit", limit), EMPTY, OptionalInt.of(0), NOW_MILLIS);

        assertThat(advice.limitPerSecond()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"824, 824", "0, 50", "-700, 50", "60000, 5000"})
    void tooManyVisitsClosesUntilTheResetWithinBounds(long resetInMillis, long closedMillis) {
        AnswerHead head = head(200, "X-Bapi-Limit-Reset-Timestamp", Long.toString(NOW_MILLIS + resetInMillis));

        RateAdvice advice = RateAdvice.read(head, EMPTY, OptionalInt.of(10006), NOW_MILLIS);

        assertThat(advice.closedMillis()).isEqualTo(closedMillis);
    }

    @Test
    void tooManyVisitsWithoutAResetHeaderClosesForTwoSeconds() {
        assertThat(RateAdvice.read(head(200), EMPTY, OptionalInt.of(10006), NOW_MILLIS)
                        .closedMillis())
                .isEqualTo(2_000);
    }

    @Test
    void theResetHeaderOfAnOrdinaryAnswerClosesNothing() {
        AnswerHead head = head(200, "X-Bapi-Limit-Reset-Timestamp", Long.toString(NOW_MILLIS + 500));

        assertThat(RateAdvice.read(head, EMPTY, OptionalInt.of(0), NOW_MILLIS).closedMillis())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "403, '<html><body>Access Too Frequent</body></html>', true",
        "403, '{\"retMsg\":\"access too frequent\"}', true",
        "403, 'The Amazon CloudFront distribution is configured to block access from your country.', false",
        "403, '', false",
        "200, 'access too frequent', false"
    })
    void onlyA403ThatSaysSoIsABan(int status, String body, boolean banned) {
        RateAdvice advice = RateAdvice.read(head(status), Buffer.buffer(body), OptionalInt.empty(), NOW_MILLIS);

        assertThat(advice.addressBanned()).isEqualTo(banned);
    }

    @Test
    void theOldCodeOfTheAddressLimitIsABanToo() {
        assertThat(RateAdvice.read(head(200), EMPTY, OptionalInt.of(10018), NOW_MILLIS)
                        .addressBanned())
                .isTrue();
    }

    private static AnswerHead head(int status, String... namesAndValues) {
        List<AnswerHead.Header> headers = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(new AnswerHead.Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new AnswerHead(status, headers);
    }
}
