package dev.portcullis.door.v5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.Rejection;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What this door refuses before there is a call. */
class V5TurnedAwayTest {
    private static final String TOKEN = "pcl_abcd123456_" + "a".repeat(49);
    private static final String ORDER = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
            + "\"orderType\":\"Market\",\"qty\":\"1\",\"orderLinkId\":\"%s\"}";

    private final RunningV5Door door = new RunningV5Door();

    @AfterEach
    void close() {
        door.close();
    }

    private void assertRefusedFor(String place, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(RunningV5Door.retCode(answer)).as(answer.body()).isEqualTo(10003);
        assertThat(RunningV5Door.retMsg(answer))
                .startsWith("token abcd123456 came in the " + place + ", ")
                .endsWith("have this one revoked: token revoke abcd123456")
                .doesNotContain("aaaa");
        assertThat(door.refusals.misplaced).containsExactly(place + " " + TOKEN);
        assertThat(door.path.calls).isEmpty();
    }

    @Test
    void aTokenInTheQueryIsRefusedAndShouldBeRevokedEvenBesideAGoodOne() {
        assertRefusedFor(
                "query",
                door.get(
                        "/v5/order/realtime?category=linear&token=" + TOKEN,
                        "Authorization",
                        "Bearer " + RunningV5Door.TOKEN));
    }

    @Test
    void aTokenInACookieIsRefusedAndShouldBeRevoked() {
        assertRefusedFor("cookie", door.get("/v5/order/realtime", "Cookie", "theme=dark; session=" + TOKEN));
    }

    @Test
    void aTokenInTheBodyIsRefusedAndShouldBeRevoked() {
        HttpResponse<String> answer = door.post("/v5/order/create", ORDER.formatted(TOKEN));

        assertRefusedFor("body", answer);
        assertThat(RunningV5Door.header(answer, "X-Portcullis-Outcome")).isEqualTo("not_sent");
    }

    @Test
    void anOrderLinkIdMayBeginLikeAToken() {
        HttpResponse<String> answer = door.post(
                "/v5/order/create",
                ORDER.formatted("pcl_abcd123456_1"),
                "X-BAPI-API-KEY",
                TOKEN,
                "Cookie",
                "theme=dark");

        assertThat(RunningV5Door.retCode(answer)).isZero();
        assertThat(door.refusals.misplaced).isEmpty();
        assertThat(door.refusals.refused).isEmpty();
    }

    @Test
    void whatIsNoCallIsCountedAsTurnedAwayWithItsReason() {
        door.post("/v5/order/create", "{\"category\":");
        door.post("/v5/asset/withdraw/create", "{}");
        door.get("/v5/order/realtime", "Authorization", "Basic abc");

        assertThat(door.refusals.refused)
                .hasExactlyElementsOfTypes(
                        Rejection.Malformed.class, Rejection.EndpointDenied.class, Rejection.Unauthenticated.class);
        assertThat(door.path.calls).isEmpty();
    }
}
