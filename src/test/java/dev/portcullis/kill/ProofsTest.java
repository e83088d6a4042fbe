package dev.portcullis.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What excuses a second create of an order, and what does not. */
final class ProofsTest {
    private static final String CREATE = "POST /v5/order/create";
    private static final String CANCEL = "POST /v5/order/cancel";
    private static final int SIGNED_AT = 10_000;
    private static final int SIGNED_AGAIN_AT = 10_700;

    @Test
    void aCreateThatTheExchangeRefusedIsProven() {
        List<JsonObject> trace =
                List.of(signed("r1", CREATE, SIGNED_AT), outcome("r1", "rejected"), signed("r2", CREATE, 11_000));

        assertThat(Proofs.count(trace, List.of(10_005L, 11_005L))).isOne();
    }

    @Test
    void aRefusalThatComesBehindTheSecondCreateIsTooLate() {
        List<JsonObject> trace =
                List.of(signed("r1", CREATE, SIGNED_AT), signed("r2", CREATE, 10_100), outcome("r1", "rejected"));

        assertThat(Proofs.count(trace, List.of(10_005L, 10_105L))).isZero();
    }

    @Test
    void theRefusalOfACancelProvesNothing() {
        List<JsonObject> trace = List.of(
                signed("r1", CREATE, SIGNED_AT),
                signed("r2", CANCEL, 10_100),
                outcome("r2", "rejected"),
                signed("r3", CREATE, 10_200));

        assertThat(Proofs.count(trace, List.of(10_005L, 10_205L))).isZero();
    }

    @Test
    void aTimestampThatArrivedTooLateIsProven() {
        assertThat(Proofs.count(signedTwice(), List.of(10_650L, 10_705L))).isOne();
    }

    @Test
    void aTimestampThatWasAheadOfTheExchangeIsProven() {
        assertThat(Proofs.count(signedTwice(), List.of(8_900L, 9_800L))).isOne();
    }

    @Test
    void aSecondSignatureAfterOneThatCouldBeTakenIsABlindRetry() {
        assertThat(Proofs.count(signedTwice(), List.of(10_005L, 10_705L))).isZero();
    }

    @Test
    void theLastCreateIsNoExcuseForItself() {
        List<JsonObject> trace =
                List.of(signed("r1", CREATE, SIGNED_AT), signed("r2", CREATE, 11_000), outcome("r2", "rejected"));

        assertThat(Proofs.count(trace, List.of(10_005L, 11_005L))).isZero();
    }

    private static List<JsonObject> signedTwice() {
        return List.of(signed("r1", CREATE, SIGNED_AT), signed("r1", CREATE, SIGNED_AGAIN_AT));
    }

    private static JsonObject signed(String requestId, String endpoint, int timestamp) {
        return new JsonObject()
                .put("ev", "signed")
                .put("requestId", requestId)
                .put("endpoint", endpoint)
                .put("timestamp", timestamp)
                .put("recvWindow", 500);
    }

    private static JsonObject outcome(String requestId, String word) {
        return new JsonObject().put("ev", "outcome").put("requestId", requestId).put("outcome", word);
    }
}
