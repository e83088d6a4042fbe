package dev.portcullis.door.v5;

import static dev.portcullis.door.v5.RunningV5Door.TOKEN;
import static dev.portcullis.door.v5.RunningV5Door.header;
import static dev.portcullis.door.v5.RunningV5Door.retCode;
import static dev.portcullis.door.v5.RunningV5Door.retMsg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Verb;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request before it goes down the order path. */
class V5CallTest {
    private static final RunningV5Door DOOR = new RunningV5Door();
    private static final String CREATE = "/v5/order/create";
    private static final String ORDER = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
            + "\"orderType\":\"Limit\",\"qty\":\"0.001\",\"price\":\"25000\",\"orderLinkId\":\"gw-0001\"}";

    @BeforeEach
    void clear() {
        DOOR.clear();
        DOOR.path.answers = new FakeOrderPath().answers;
    }

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @Test
    void aBearerTokenSaysWhoCalls() {
        DOOR.post(CREATE, ORDER, "Authorization", "Bearer " + TOKEN, "X-BAPI-API-KEY", "other", "X-BAPI-SIGN", "x");

        Call call = DOOR.path.onlyCall();
        assertThat(call.origin().presented()).isEqualTo(new Presented.Token(TOKEN));
        assertThat(call.origin().door()).isEqualTo(DoorName.V5);
        assertThat(call.origin().peer().text()).isEqualTo("127.0.0.1");
        assertThat(call.wantedAccount()).isNull();
        assertThat(call.toString()).doesNotContain(TOKEN);
    }

    @Test
    void theApiKeyFieldOfAnSdkCarriesTheTokenAndMayNameTheAccount() {
        DOOR.post(CREATE, ORDER, "X-BAPI-API-KEY", TOKEN, "X-BAPI-SIGN", "0c0f", "X-BAPI-TIMESTAMP", "1");
        DOOR.post(CREATE, ORDER, "X-BAPI-API-KEY", TOKEN + "@alpha", "X-BAPI-SIGN", "0c0f");

        assertThat(DOOR.path.calls)
                .extracting(call -> call.origin().presented())
                .containsOnly(new Presented.Token(TOKEN));
        assertThat(DOOR.path.calls).extracting(Call::wantedAccount).containsExactly(null, new AccountId("alpha"));
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts/alpha/v5/order/create, beta,  gamma, alpha",
        "/v5/order/create,                beta,  gamma, beta",
        "/v5/order/create,                '',    gamma, ",
        "/v5/order/create,                ,      gamma, gamma",
        "/v5/order/create,                ,      '',    ",
    })
    void theAccountIsFirstInThePathThenInItsHeaderThenBehindTheToken(
            String path, String inHeader, String behindToken, String expected) {
        if (inHeader == null) {
            DOOR.post(path, ORDER, "X-BAPI-API-KEY", TOKEN + "@" + behindToken);
        } else {
            DOOR.post(path, ORDER, "X-BAPI-API-KEY", TOKEN + "@" + behindToken, "X-Portcullis-Account", inHeader);
        }

        assertThat(DOOR.path.onlyCall().wantedAccount()).isEqualTo(expected == null ? null : new AccountId(expected));
        assertThat(DOOR.path.onlyCall().endpoint()).isEqualTo(EndpointTable.ORDER_CREATE);
    }

    @Test
    void nothingShownIsNothingPresentedAlsoForAPublicRead() {
        DOOR.get("/v5/market/time");

        Call call = DOOR.path.onlyCall();
        assertThat(call.origin().presented()).isEqualTo(new Presented.Nothing());
        assertThat(call.kind()).isEqualTo(EndpointKind.PUBLIC_READ);
        assertThat(call.body()).isNull();
    }

    @Test
    void whatNamesNoAccountIsRefusedWithTheField() {
        for (HttpResponse<String> response : java.util.List.of(
                DOOR.get("/accounts/a~b/v5/order/realtime"),
                DOOR.get("/v5/order/realtime", "X-Portcullis-Account", "two words"),
                DOOR.get("/v5/order/realtime", "X-BAPI-API-KEY", TOKEN + "@a/b"))) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(retCode(response)).isEqualTo(10001);
            assertThat(retMsg(response)).contains("account").doesNotContain(TOKEN);
        }
        assertThat(DOOR.path.calls).isEmpty();
    }

    @Test
    void anotherSchemeThanBearerIsNoIdentity() {
        HttpResponse<String> response = DOOR.get("/v5/order/realtime", "Authorization", "Basic YTpi");

        assertThat(retCode(response)).isEqualTo(10003);
        assertThat(retMsg(response)).contains("Bearer").doesNotContain("YTpi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-BAPI-API-KEY", "X-Portcullis-Account", "X-BAPI-RECV-WINDOW"})
    void aHeaderThatDecidesComesOnce(String name) {
        HttpResponse<String> response = DOOR.post(CREATE, ORDER, name, "Bearer a", name, "Bearer b");

        assertThat(retCode(response)).isEqualTo(10001);
        assertThat(retMsg(response)).contains(name);
        assertThat(header(response, "X-Portcullis-Outcome")).isEqualTo("not_sent");
        assertThat(DOOR.path.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v5/asset/withdraw/create,          never is",
        "POST, /v5/asset/transfer/inter-transfer,  never is",
        "POST, /v5/user/create-sub-api,            never is",
        "GET,  /v5/order/create,                   POST /v5/order/create is",
        "POST, /v5/order/Create,                   letter by letter",
        "POST, /v5/order/realtime,                 GET /v5/order/realtime is",
        "GET,  /v5/unheard/of,                     not in the table",
    })
    void anEndpointOutsideTheTableIsDeniedAndSaysWhy(String verb, String path, String why) {
        HttpResponse<String> response = verb.equals("GET")
                ? DOOR.get(path, "X-BAPI-API-KEY", TOKEN)
                : DOOR.post(path, "{}", "X-BAPI-API-KEY", TOKEN);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(retCode(response)).isEqualTo(10005);
        assertThat(retMsg(response))
                .startsWith(verb + " " + path + " is not served")
                .contains(why);
        assertThat(DOOR.path.calls).isEmpty();
    }

    @Test
    void everyEndpointOfTheTableIsACallOfItsKind() {
        for (Endpoint endpoint : EndpointTable.all()) {
            DOOR.clear();
            HttpResponse<String> response = endpoint.id().verb() == Verb.GET
                    ? DOOR.get(endpoint.id().path(), "X-BAPI-API-KEY", TOKEN)
                    : DOOR.post("/accounts/alpha" + endpoint.id().path(), bodyFor(endpoint), "X-BAPI-API-KEY", TOKEN);

            assertThat(retCode(response))
                    .as(endpoint.id() + ": " + response.body())
                    .isZero();
            assertThat(DOOR.path.onlyCall().endpoint()).isEqualTo(endpoint.id());
            assertThat(DOOR.path.onlyCall().kind()).isEqualTo(endpoint.kind());
        }
    }

    private static String bodyFor(Endpoint endpoint) {
        String order = "{\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Market\",\"qty\":\"1\","
                + "\"orderLinkId\":\"a\"";
        return endpoint.kind().isBatch()
                ? "{\"category\":\"linear\",\"request\":[" + order + "}]}"
                : order + ",\"category\":\"linear\"}";
    }

    @Test
    void theBodyTravelsUnchanged() {
        String body =
                " {\"category\" : \"linear\",\t\"symbol\":\"BTCUSDT\", \"side\":\"Buy\",\"orderType\":\"Limit\",\r\n"
                        + "\"qty\":\"0.0010\",\"price\": \"25000.00\",\"note\":\"тест-µ \uD83D\uDE80\","
                        + "\"closeOnTrigger\":false,"
                        + "\"positionIdx\":0, \"orderLinkId\":\"mine-1\"} ";
        HttpResponse<String> response = DOOR.post(CREATE, body, "X-BAPI-API-KEY", TOKEN);

        assertThat(DOOR.path.onlyCall().body().bytes()).hasToString(body);
        assertThat(DOOR.path.onlyCall().category()).isEqualTo(Category.LINEAR);
        assertThat(header(response, "X-Portcullis-Order-Link-Id")).isEqualTo("mine-1");
    }

    @Test
    void aCreateWithoutAnOrderLinkIdGetsOneAndKeepsItsBytes() {
        String order = ORDER.replace(",\"orderLinkId\":\"gw-0001\"", "").replace(":", " : ");
        HttpResponse<String> response = DOOR.post(CREATE, order, "X-BAPI-API-KEY", TOKEN);

        String id = header(response, "X-Portcullis-Order-Link-Id");
        assertThat(id).matches("[0-9A-Za-z_-]{10,36}");
        assertThat(DOOR.path.onlyCall().body().bytes())
                .hasToString("{\"orderLinkId\":\"" + id + "\"," + order.substring(1));
        assertThat(DOOR.path.onlyCall().body().orders().get(0).orderLinkId().text())
                .isEqualTo(id);
    }

    @Test
    void everyOrderOfABatchGetsItsOwnId() {
        String child = "{\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Market\",\"qty\":\"1\"}";
        HttpResponse<String> response = DOOR.post(
                "/v5/order/create-batch",
                "{\"category\":\"linear\",\"request\":[" + child + "," + child + "]}",
                "X-BAPI-API-KEY",
                TOKEN);

        assertThat(header(response, "X-Portcullis-Order-Link-Id").split(","))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aCancelIsNotGivenAnId() {
        String body = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"c6f0\"}";
        HttpResponse<String> response = DOOR.post("/v5/order/cancel", body, "X-BAPI-API-KEY", TOKEN);

        assertThat(DOOR.path.onlyCall().body().bytes()).hasToString(body);
        assertThat(header(response, "X-Portcullis-Order-Link-Id")).isNull();
        assertThat(header(response, "X-Portcullis-Outcome")).isEqualTo("acked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                        | JSON",
                "[]                                                        | object",
                "{\"category\":\"linear\"                                  | JSON",
                "{\"category\":\"linear\",\"category\":\"spot\"}           | category",
                "{\"category\":\"margin\"}                                 | /category",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"}          | /side",
                "category=linear&symbol=BTCUSDT                            | JSON",
            })
    void aBodyThatCannotBeReadIsRefusedWithTheFieldInIt(String body, String named) {
        HttpResponse<String> response = DOOR.post(CREATE, body, "X-BAPI-API-KEY", TOKEN);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(retCode(response)).isEqualTo(10001);
        assertThat(retMsg(response)).contains(named);
        assertThat(header(response, "X-Portcullis-Outcome")).isEqualTo("not_sent");
        assertThat(header(response, "X-Portcullis-Request-Id")).isNotBlank();
        assertThat(DOOR.path.calls).isEmpty();
    }

    @Test
    void aFormIsToldToBeJsonButJsonLabelledAFormIsTaken() {
        for (String type : new String[] {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
            HttpResponse<String> form = DOOR.post(CREATE, "category=linear", "Content-Type", type);
            assertThat(retCode(form)).isEqualTo(10001);
            assertThat(retMsg(form)).contains("--json");
        }
        assertThat(DOOR.path.calls).isEmpty();

        DOOR.post(CREATE, "\n" + ORDER, "Content-Type", "application/x-www-form-urlencoded");
        DOOR.post(CREATE, ORDER, "Content-Type", "text/plain;charset=UTF-8");
        assertThat(DOOR.path.calls).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/v5/order/create,   ,       ,      2000, 5000",
        "/v5/order/create,   1000,   ,      1000, 1000",
        "/v5/order/create,   60000,  ,      2000, 60000",
        "/v5/order/create,   5000,   300,   300,  5000",
        "/v5/order/amend,    5000,   9000,  2000, 5000",
        "/v5/order/cancel,   ,       ,      5000, 5000",
        "/v5/order/cancel-all, 8000, ,      5000, 8000",
        "/v5/order/cancel,   800,    ,      800,  800",
        "/v5/position/set-leverage, , 60000, 2000, 5000",
        "/v5/order/realtime, 20000,  ,      10000, 20000",
        "/v5/order/realtime, ,       ,      5000, 5000",
        "/v5/order/pre-check, ,      9999,  9999, 5000",
    })
    void theDeadlineIsTheCallersWindowOrItsDeadlineAndNeverAboveTheKinds(
            String path, String window, String deadline, long departWithinMillis, int recvWindowMillis) {
        java.util.List<String> headers = new java.util.ArrayList<>(java.util.List.of("X-BAPI-API-KEY", TOKEN));
        if (window != null) {
            headers.addAll(java.util.List.of("X-BAPI-RECV-WINDOW", window));
        }
        if (deadline != null) {
            headers.addAll(java.util.List.of("X-Deadline-Ms", deadline));
        }
        String[] all = headers.toArray(String[]::new);
        HttpResponse<String> response =
                path.equals("/v5/order/realtime") ? DOOR.get(path, all) : DOOR.post(path, ORDER, all);

        assertThat(retCode(response)).as(response.body()).isZero();
        Call call = DOOR.path.onlyCall();
        assertThat(call.timing().departByNanos() - call.timing().arrivedNanos())
                .isEqualTo(TimeUnit.MILLISECONDS.toNanos(departWithinMillis));
        assertThat(call.timing().recvWindowMillis()).isEqualTo(recvWindowMillis);
        assertThat(call.timing().arrivedNanos()).isLessThanOrEqualTo(System.nanoTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "5s", "5000.0", "99999999999", "0x10"})
    void aWindowThatIsNoNumberOfMillisecondsIsRefusedByItsName(String window) {
        for (String name : new String[] {"X-BAPI-RECV-WINDOW", "X-Deadline-Ms"}) {
            HttpResponse<String> response = DOOR.post(CREATE, ORDER, name, window);
            assertThat(retCode(response)).isEqualTo(10001);
            assertThat(retMsg(response)).contains(name).contains("milliseconds");
        }
        assertThat(DOOR.path.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category=linear&symbol=BTCUSDT",
                "category=linear&limit=50&cursor=page_token%3D39380%26",
                "cursor=page_token%253D39380%2526",
                "b=2&a=1&a=1&=&&",
                "symbols=[BTCUSDT]&x=a'b\"c{}|^`",
            })
    void theRawQueryPassesUnchanged(String query) throws Exception {
        try (java.net.Socket socket = new java.net.Socket(
                java.net.InetAddress.getLoopbackAddress(),
                java.net.URI.create(DOOR.baseUrl()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(String.join("\r\n", "GET /v5/order/realtime?" + query + " HTTP/1.1", "Host: gate", "", "")
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isPositive();
        }
        assertThat(DOOR.path.onlyCall().rawQuery()).isEqualTo(query);
    }

    @Test
    void aBareQuestionMarkIsNoQuery() {
        DOOR.get("/v5/user/query-api?", "X-BAPI-API-KEY", TOKEN);

        assertThat(DOOR.path.onlyCall().rawQuery()).isEmpty();
        assertThat(DOOR.path.onlyCall().endpoint()).isEqualTo(EndpointTable.QUERY_API);
    }
}
