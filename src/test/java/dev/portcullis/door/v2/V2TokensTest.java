package dev.portcullis.door.v2;

import static dev.portcullis.door.v2.RunningV2Door.FORM;
import static dev.portcullis.door.v2.RunningV2Door.TOKEN;
import static dev.portcullis.door.v2.RunningV2Door.retCode;
import static dev.portcullis.door.v2.RunningV2Door.retMsg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.FlatBody.Kind;
import dev.portcullis.bybit.FlatBody.Member;
import dev.portcullis.door.MisplacedToken.Place;
import dev.portcullis.model.Call;
import dev.portcullis.model.Presented;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The token comes as api_key and goes nowhere from there. */
class V2TokensTest {
    private static final String SECRET = "a".repeat(20);
    private static final String CREATE = "/v2/private/order/create";
    private static final String ORDER = "side=Buy&symbol=BTCUSD&order_type=Market&qty=1";

    private final RunningV2Door door = new RunningV2Door();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aTokenInTheQueryLetsInHereAndIsInNothingThatGoesOn() {
        door.read("/v2/private/order/list", "symbol=BTCUSD&sign=1&timestamp=2");
        door.read("/v2/private/position/list", "");
        door.read("/v2/private/wallet/balance", "coin=BTC");
        door.post(CREATE + "?api_key=" + TOKEN, FORM, ORDER);

        assertThat(door.path.calls).hasSizeGreaterThanOrEqualTo(4).allSatisfy(call -> {
            assertThat(call.origin().presented()).isEqualTo(new Presented.Token(TOKEN));
            assertThat(call.rawQuery()).doesNotContain("api_key", "sign", "timestamp", SECRET);
            assertThat(call.toString()).doesNotContain(SECRET);
        });
        Call create = door.path.calls.get(door.path.calls.size() - 1);
        assertThat(create.body().bytes().toString()).doesNotContain(SECRET, "api_key");
        assertThat(door.refusals.misplaced).isEmpty();
    }

    @Test
    void aTokenInAnyOtherParameterIsRefusedAndShouldBeRevoked() {
        HttpResponse<String> inValue = door.form(CREATE, ORDER + "&order_link_id=" + TOKEN);
        HttpResponse<String> inName = door.form(CREATE, ORDER + "&" + TOKEN + "=1");
        HttpResponse<String> escaped = door.form(CREATE, ORDER + "&sign=%70" + TOKEN.substring(1));
        HttpResponse<String> inQuery = door.post(CREATE + "?sign=" + TOKEN, FORM, "api_key=" + TOKEN + "&" + ORDER);

        for (HttpResponse<String> answer : List.of(inValue, inName, escaped, inQuery)) {
            assertThat(retCode(answer)).isEqualTo(10003);
            assertThat(retMsg(answer)).contains("token revoke abcd123456").doesNotContain(SECRET);
        }
        assertThat(door.refusals.misplaced)
                .containsExactly("body " + TOKEN, "body " + TOKEN, "body " + TOKEN, "query " + TOKEN);
        assertThat(door.path.calls).isEmpty();
    }

    @Test
    void aTokenInACookieIsRefusedHereToo() {
        HttpResponse<String> answer = door.get("/v2/public/time", "Cookie", "session=" + TOKEN);

        assertThat(retCode(answer)).isEqualTo(10003);
        assertThat(door.refusals.misplaced).containsExactly("cookie " + TOKEN);
    }

    @Test
    void noMessageShowsATokenWhereverACallerPutsIt() {
        for (HttpResponse<String> answer : List.of(
                door.get("/v2/private/" + TOKEN + "?api_key=" + TOKEN),
                door.get("/accounts/" + TOKEN + "/v2/private/order/list?symbol=BTCUSD&api_key=" + TOKEN),
                door.post(CREATE, FORM, "{\"" + TOKEN + "\":1,\"" + TOKEN + "\":2}"),
                door.post(CREATE, FORM, "{\"" + TOKEN + "\":{\"a\":{\"" + TOKEN + "\":1,\"" + TOKEN + "\":2}}}"),
                door.post(CREATE, FORM, "api_key=" + TOKEN + "&api_key=" + TOKEN),
                door.post(CREATE + "?api_key=" + TOKEN, FORM, "api_key=" + TOKEN + "x&" + ORDER))) {
            assertThat(answer.body()).doesNotContain(SECRET);
            assertThat(answer.headers().toString()).doesNotContain(SECRET);
            assertThat(retCode(answer)).isNotZero();
        }
        assertThat(door.path.calls)
                .allSatisfy(call -> assertThat(call.rawQuery()).doesNotContain(SECRET));
    }

    @Test
    void parametersShowNoValueInText() {
        Parameters.Given given = new Parameters.Given(new Member(Kind.STRING, TOKEN), Place.BODY);

        assertThat(given.toString()).doesNotContain(SECRET);
        assertThat(given.member().toString()).doesNotContain(SECRET);
    }
}
