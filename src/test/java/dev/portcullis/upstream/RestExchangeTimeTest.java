package dev.portcullis.upstream;

import static dev.portcullis.upstream.RestExchangeTest.answered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when the exchange refuses the timestamp (10002): one more try, on the exchange's own time. */
@Timeout(60)
final class RestExchangeTimeTest {
    private static final String ORDER = "{\"category\":\"linear\",\"orderLinkId\":\"gw-0001\"}";
    private static final long EXCHANGE_IS_AHEAD_BY_MILLIS = 60_000;
    private static final long EXCHANGE_NOW = Bench.EXCHANGE_MILLIS + EXCHANGE_IS_AHEAD_BY_MILLIS;
    private static final String REFUSED = "{\"retCode\":10002,\"retMsg\":\"invalid request, please check your server"
            + " timestamp or recv_window param. req_timestamp[1],server_timestamp[" + EXCHANGE_NOW
            + "],recv_window[2500]\",\"result\":{},\"retExtInfo\":{}";
    private static final String REFUSED_WITH_TIME = REFUSED + ",\"time\":" + EXCHANGE_NOW + "}";

    @Test
    void aRefusedTimestampIsSignedOnceMoreOnTheExchangesTime() throws Exception {
        assertSignedAgain(REFUSED_WITH_TIME);
    }

    @Test
    void theTimeInTheTextOfTheRefusalWillDo() throws Exception {
        assertSignedAgain(REFUSED + "}");
    }

    private static void assertSignedAgain(String refusal) throws Exception {
        try (FakeExchange fake = refusingFirst(refusal);
                Bench bench = Bench.to(fake.port())) {
            FakePass pass = FakePass.open();

            Reply reply = bench.create(ORDER).with(pass).go();

            assertThat(answered(reply).body().toString()).isEqualTo(FakeExchange.OK_BODY);
            assertThat(pass.departs).hasValue(1);
            assertThat(pass.moreAsked).hasValue(1);
            assertThat(fake.received()).extracting(FakeExchange.Received::body).containsExactly(ORDER, ORDER);
            assertThat(bench.signer.signed.get(1).timestampMs()).isBetween(EXCHANGE_NOW - 1_000, EXCHANGE_NOW + 10_000);
            assertThat(bench.signer.signed)
                    .extracting(FakeSigner.Signed::recvWindowMs)
                    .containsExactly(2_500, 2_500);
        }
    }

    @Test
    void aSecondRefusalIsTheAnswer() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(REFUSED_WITH_TIME);
                Bench bench = Bench.to(fake.port())) {
            Reply reply = bench.create(ORDER).go();

            assertThat(answered(reply).body().toString()).isEqualTo(REFUSED_WITH_TIME);
            assertThat(fake.received()).hasSize(2);
        }
    }

    @Test
    void withoutASlotOfTheBudgetThereIsNoSecondWrite() throws Exception {
        try (FakeExchange fake = refusingFirst(REFUSED_WITH_TIME);
                Bench bench = Bench.to(fake.port())) {
            Reply reply = bench.create(ORDER).with(FakePass.forOneWrite()).go();

            assertThat(answered(reply).body().toString()).isEqualTo(REFUSED_WITH_TIME);
            assertThat(fake.received()).hasSize(1);
        }
    }

    @Test
    void aSecondWriteStaysWhenSomethingSpeaksAgainstItByTheTimeItsConnectionIsThere() throws Exception {
        try (FakeExchange fake = refusingFirst(REFUSED_WITH_TIME);
                Bench bench = Bench.to(fake.port())) {
            FakePass pass = FakePass.objectingToTheSecond("the token was revoked");

            Reply reply = bench.create(ORDER).with(pass).go();

            assertThat(answered(reply).body().toString()).isEqualTo(REFUSED_WITH_TIME);
            assertThat(pass.moreAsked).hasValue(1);
            assertThat(fake.received()).hasSize(1);
            assertThat(bench.signer.signed).hasSize(1);
        }
    }

    @Test
    void pastSignByThereIsNoSecondWriteAndNoSlotIsAskedFor() throws Exception {
        FakeExchange.Script slowlyRefusing = (line, request) -> {
            await(Duration.ofMillis(500));
            line.answer(REFUSED_WITH_TIME);
        };
        try (FakeExchange fake = new FakeExchange(slowlyRefusing);
                Bench bench = Bench.to(fake.port())) {
            FakePass pass = FakePass.open();

            bench.create(ORDER).with(pass).signBy(Duration.ofMillis(300)).go();

            assertThat(fake.received()).hasSize(1);
            assertThat(pass.moreAsked).hasValue(0);
        }
    }

    @Test
    void whenTheSecondTryCannotLeaveTheFirstRefusalStands() throws Exception {
        FakeExchange[] self = new FakeExchange[1];
        self[0] = new FakeExchange((line, request) -> {
            self[0].stopAccepting();
            line.answer(200, "Connection: close\r\n", REFUSED_WITH_TIME);
            line.close();
        });
        try (FakeExchange fake = self[0];
                Bench bench = Bench.to(fake.port())) {
            Reply reply = bench.create(ORDER).go();

            assertThat(answered(reply).body().toString()).isEqualTo(REFUSED_WITH_TIME);
            assertThat(fake.received()).hasSize(1);
        }
    }

    @Test
    void whenTheSecondTryGetsNoAnswerNeitherIsKnown() throws Exception {
        FakeExchange.Script refusingThenDying = (line, request) -> {
            if (request.header("X-BAPI-SIGN").equals("sign-1")) {
                line.answer(REFUSED_WITH_TIME);
            } else {
                line.reset();
            }
        };
        try (FakeExchange fake = new FakeExchange(refusingThenDying);
                Bench bench = Bench.to(fake.port())) {
            assertThat(bench.create(ORDER).go()).isInstanceOf(Reply.NoAnswer.class);
            assertThat(fake.received()).hasSize(2);
        }
    }

    @Test
    void theCodeInsideAnotherAnswerIsNoRefusal() throws Exception {
        String innocent = "{\"retCode\":0,\"retMsg\":\"10002\",\"result\":{\"retCode\":10002}}";
        try (FakeExchange fake = FakeExchange.answering(innocent);
                Bench bench = Bench.to(fake.port())) {
            assertThat(answered(bench.create(ORDER).go()).body().toString()).isEqualTo(innocent);
            assertThat(fake.received()).hasSize(1);
        }
    }

    @Test
    void aRefusalThatIsCutShortIsNoProof() throws Exception {
        try (FakeExchange fake = FakeExchange.answering("{\"retCode\":10002,\"retMsg\":\"inval");
                Bench bench = Bench.to(fake.port())) {
            bench.create(ORDER).go();

            assertThat(fake.received()).hasSize(1);
        }
    }

    private static FakeExchange refusingFirst(String refusal) throws IOException {
        return new FakeExchange((line, request) ->
                line.answer(request.header("X-BAPI-SIGN").equals("sign-1") ? refusal : FakeExchange.OK_BODY));
    }

    private static void await(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
