package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.limit.LimitPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlDoorTest {
    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(settings -> settings.with(LimitPolicy.NONE));

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aFaultCanBeScriptedSeenAndTakenBack() throws Exception {
        JsonNode added = control(
                "POST",
                "/faults",
                "{\"match\":{\"path\":\"/v5/order/create\",\"orderLinkId\":\"x\"},"
                        + "\"fault\":{\"kind\":\"ret-code\",\"retCode\":10016,\"retMsg\":\"m\","
                        + "\"sideEffect\":\"executed\"}}");

        assertThat(bot().create(order("x")).retCode()).isEqualTo(10016);
        assertThat(bot().create(order("x")).retCode()).isEqualTo(110072);
        assertThat(control("GET", "/faults", "").at("/0/fired").asInt()).isEqualTo(1);
        control("DELETE", "/faults", "{\"id\":" + added.path("id").asInt() + "}");
        assertThat(control("GET", "/faults", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"delay-request\",\"millis\":1}",
                "{\"kind\":\"delay-answer\",\"millis\":1}",
                "{\"kind\":\"reset\",\"sideEffect\":\"executed\"}",
                "{\"kind\":\"status\",\"status\":500,\"body\":\"oops\"}",
                "{\"kind\":\"html\",\"status\":502,\"text\":\"nginx\"}",
                "{\"kind\":\"too-frequent\"}",
                "{\"kind\":\"redirect\",\"status\":307,\"location\":\"/\"}",
                "{\"kind\":\"huge\",\"bytes\":100}",
                "{\"kind\":\"truncate\",\"bytes\":1}",
                "{\"kind\":\"drip\",\"bytesPerStep\":1,\"stepMillis\":1}",
                "{\"kind\":\"swap-ids\",\"orderId\":\"a\",\"orderLinkId\":\"b\"}",
                "{\"kind\":\"shorten-batch\",\"items\":1}",
                "{\"kind\":\"reverse-batch\"}"
            })
    void everyKindOfFaultHasAWord(String fault) throws Exception {
        assertThat(control("POST", "/faults", "{\"fault\":" + fault + "}")
                        .path("id")
                        .asInt())
                .isPositive();
    }

    @Test
    void pricesMoveAndOrdersAreSeen() throws Exception {
        bot().create(order("seen"));
        JsonNode before = control("GET", "/orders?account=alpha", "");

        control("POST", "/reference-price", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"price\":\"24000\"}");

        assertThat(before.at("/0/orderLinkId").asText()).isEqualTo("seen");
        assertThat(control("GET", "/orders?account=1001", "")).isEmpty();
        assertThat(bot().realtime("linear", "BTCUSDT", "seen")
                        .path("orderStatus")
                        .asText())
                .isEqualTo("Filled");
    }

    @Test
    void aPersonMayTradeBesideTheBots() throws Exception {
        OrderBody byHand = order("by-hand").with("account", "alpha");

        JsonNode placed = control("POST", "/foreign-order", byHand.toString());

        assertThat(placed.path("orderStatus").asText()).isEqualTo("New");
        assertThat(control("GET", "/tally?orderLinkId=by-hand", "")
                        .path("received")
                        .asInt(-1))
                .isZero();
        assertThat(control("GET", "/tally?orderLinkId=by-hand", "")
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void keysAreAddedAndChanged() throws Exception {
        control(
                "POST",
                "/accounts",
                "{\"uid\":7,\"name\":\"gamma\",\"keys\":[{\"apiKey\":\"G\",\"secret\":\"g-secret\"}]}");
        SignedCaller gamma = SignedCaller.hmac(running.sandbox().restUrl(), "G", "g-secret");
        assertThat(gamma.get("/v5/user/query-api", "").retCode()).isZero();

        control("PATCH", "/keys", "{\"apiKey\":\"G\",\"readOnly\":true}");
        assertThat(gamma.create(order("no")).retCode()).isEqualTo(10005);
        control("PATCH", "/keys", "{\"apiKey\":\"G\",\"ips\":[\"203.0.113.9\"]}");
        assertThat(gamma.get("/v5/user/query-api", "").retCode()).isEqualTo(10010);
        control("PATCH", "/keys", "{\"apiKey\":\"G\",\"ips\":[\"*\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}");
        assertThat(gamma.get("/v5/user/query-api", "").retCode()).isEqualTo(33004);
        control("PATCH", "/keys", "{\"apiKey\":\"G\",\"state\":\"disabled\"}");
        assertThat(gamma.get("/v5/user/query-api", "").retCode()).isEqualTo(10003);
        assertThat(control("GET", "/accounts", "").toString()).doesNotContain("g-secret");
    }

    @Test
    void theJournalAndItsCountersCanBeRead() throws Exception {
        bot().create(order("j1"));
        bot().post("/v5/asset/withdraw/create", "{}");

        JsonNode counters = control("GET", "/counters", "");
        JsonNode requests = control("GET", "/journal/requests?path=/v5/order/create", "");
        JsonNode events = control("GET", "/journal/events?orderLinkId=j1", "");

        assertThat(counters.at("/requests/~1v5~1order~1create").asInt()).isEqualTo(1);
        assertThat(counters.path("neverReached").asInt()).isEqualTo(1);
        assertThat(requests.at("/0/signatureVerified").asBoolean()).isTrue();
        assertThat(requests.at("/0/body").asText()).isEqualTo(order("j1").toString());
        assertThat(requests.toString()).doesNotContain(RunningSandbox.SECRET);
        assertThat(events.at("/0/kind").asText()).isEqualTo("accepted");
    }

    @Test
    void clockLimitsLagAndListenerAreLevers() throws Exception {
        control("POST", "/clock", "{\"aheadMillis\":-60000}");
        assertThat(bot().get("/v5/user/query-api", "").retCode()).isEqualTo(10002);
        control("POST", "/clock", "{\"aheadMillis\":0}");

        control("POST", "/limits", "{\"limits\":\"x2\"}");
        assertThat(bot().get("/v5/user/query-api", "").header("X-Bapi-Limit")).isEqualTo("20");

        control("POST", "/read-lag", "{\"millis\":5000}");
        bot().create(order("lag"));
        assertThat(bot().realtime("linear", "BTCUSDT", "lag").isMissingNode()).isTrue();
        control("POST", "/read-lag", "{\"millis\":0}");

        control("POST", "/duplicates", "{\"policy\":\"none\"}");
        assertThat(bot().create(order("lag")).retCode()).isZero();

        control(
                "POST",
                "/executions",
                "{\"account\":\"alpha\",\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"count\":3}");
        assertThat(bot().get("/v5/execution/list", "category=linear").result().path("list"))
                .hasSize(3);

        control("POST", "/forget-recent-closed", "{}");
        control("POST", "/ban", "{\"seconds\":60,\"address\":\"127.0.0.1\"}");
        assertThat(bot().get("/v5/market/time", "").status()).isEqualTo(403);
        assertThat(control("POST", "/listening", "{\"listening\":false}")
                        .path("listening")
                        .asBoolean())
                .isFalse();
        assertThat(control("POST", "/listening", "{\"listening\":true}")
                        .path("listening")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /faults | {\"fault\":{\"kind\":\"nonsense\"}} | nonsense",
                "POST | /faults | {\"fault\":{\"kind\":\"truncate\"}} | bytes",
                "POST | /faults | {\"fault\":{\"kind\":\"reset\",\"sideEffect\":\"x\"}} | sideEffect",
                "POST | /faults | {\"fault\":{\"kind\":\"reverse-batch\"},\"dose\":{\"times\":0}} | times",
                "DELETE | /faults | {\"id\":99} | 99",
                "POST | /reference-price | {\"category\":\"linear\",\"symbol\":\"BTCUSDT\"} | price",
                "POST | /reference-price | {\"category\":\"x\",\"symbol\":\"BTCUSDT\",\"price\":\"1\"} | category",
                "POST | /foreign-order | {\"account\":\"nobody\"} | nobody",
                "POST | /foreign-order | {\"account\":\"alpha\"} | category",
                "POST | /read-lag | {\"millis\":6000} | lag",
                "POST | /limits | {\"limits\":\"x0\"} | limits",
                "POST | /accounts | {\"uid\":0,\"name\":\"z\"} | uid",
                "POST | /keys | {\"account\":\"alpha\",\"apiKey\":\"k\"} | secret",
                "PATCH | /keys | {\"apiKey\":\"unknown\"} | unknown",
                "POST | /clock | not json | JSON"
            })
    void aMistakeIsAnsweredWithItsName(String method, String path, String body, String named) throws Exception {
        HttpResponse<String> response = send(method, path, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SignedCaller.JSON.readTree(response.body()).path("error").asText())
                .contains(named);
    }

    @Test
    void anUnknownCallPointsToTheList() throws Exception {
        assertThat(send("GET", "/nothing", "").statusCode()).isEqualTo(404);
        assertThat(control("GET", "/", "").toString()).contains("POST /faults").contains("GET /counters");
    }

    private SignedCaller bot() {
        return running.caller();
    }

    private static OrderBody order(String linkId) {
        return OrderBody.limit("Buy", "0.010", "25000").linkId(linkId);
    }

    private JsonNode control(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SignedCaller.JSON.readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(running.sandbox().controlUrl() + path))
                .method(method, publisher)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
