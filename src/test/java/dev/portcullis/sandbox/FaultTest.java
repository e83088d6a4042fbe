package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.SignedCaller.Reply;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.fault.SideEffect;
import dev.portcullis.sandbox.limit.LimitPolicy;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("once")
class FaultTest {
    private static final String CREATE = "/v5/order/create";

    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(settings -> settings.with(LimitPolicy.NONE));

    private SignedCaller bot;

    @BeforeEach
    void callOut() {
        bot = running.caller();
    }

    @Test
    void aDelayedRequestIsAcceptedLate() {
        script(new Fault.DelayRequest(Duration.ofMillis(300)));
        long start = System.nanoTime();

        Reply reply = bot.create(order("late"));

        assertThat(reply.retCode()).isZero();
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(295));
    }

    @Test
    void aRequestDelayedBeyondItsWindowIsRefusedByTheClock() {
        SignedCaller slow = bot.at(() -> System.currentTimeMillis() - 4_900);
        script(new Fault.DelayRequest(Duration.ofMillis(300)));

        assertThat(slow.create(order("too-late")).retCode()).isEqualTo(10002);
    }

    @Test
    void aDelayedAnswerComesAfterTheOrderLives() {
        script(new Fault.DelayAnswer(Duration.ofMillis(1_500)));

        CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(() -> bot.create(order("slow-ack")));

        await().atMost(Duration.ofSeconds(1)).until(() -> accepted("slow-ack") == 1);
        assertThat(answer).isNotDone();
        assertThat(answer.join().retCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource(SideEffect.class)
    void aResetComesBeforeOrAfterAcceptance(SideEffect sideEffect) throws IOException {
        script(new Fault.Reset(sideEffect));

        assertThatThrownBy(() -> rawCreate("reset"))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");

        assertThat(received("reset")).isEqualTo(1);
        assertThat(accepted("reset")).isEqualTo(sideEffect == SideEffect.EXECUTED ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(SideEffect.class)
    void aServerErrorMayHideASuccess(SideEffect sideEffect) {
        script(new Fault.AnswerInstead(sideEffect, HttpAnswer.html(502, "502 Bad Gateway", "nginx")));

        Reply reply = bot.create(order("502"));

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.http().body()).contains("nginx");
        assertThat(accepted("502")).isEqualTo(sideEffect == SideEffect.EXECUTED ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(SideEffect.class)
    void anyRetCodeMayHideASuccess(SideEffect sideEffect) {
        script(new Fault.RetCodeInstead(sideEffect, 10000, "Server Timeout"));

        Reply reply = bot.create(order("timeout"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.retCode()).isEqualTo(10000);
        assertThat(reply.result()).isEmpty();
        assertThat(accepted("timeout")).isEqualTo(sideEffect == SideEffect.EXECUTED ? 1 : 0);
    }

    @Test
    void aTruncatedBodyEndsBeforeItsAnnouncedLength() {
        script(new Fault.Truncate(20));

        HttpRequest request = bot.postRequest(CREATE, order("cut").toString()).build();

        assertThatThrownBy(() -> bot.trySend(request)).isInstanceOf(IOException.class);
        assertThat(accepted("cut")).isEqualTo(1);
    }

    @Test
    void aDrippingBodyArrivesWholeInTheEnd() {
        script(new Fault.Drip(10, Duration.ofMillis(5)));

        Reply reply = bot.create(order("drip"));

        assertThat(reply.result().path("orderLinkId").asText()).isEqualTo("drip");
    }

    @Test
    void senselessAnswersAreSentAsScripted() throws IOException {
        script(new Fault.AnswerInstead(SideEffect.EXECUTED, HttpAnswer.of(200, "text/plain", "")));
        assertThat(bot.create(order("empty")).http().body()).isEmpty();

        script(new Fault.AnswerInstead(SideEffect.NONE, HttpAnswer.of(200, HttpAnswer.JSON, "x".repeat(2_000_000))));
        HttpRequest huge = bot.postRequest(CREATE, order("huge").toString()).build();
        assertThat(bot.trySend(huge).body()).hasSize(2_000_000);

        script(new Fault.AnswerInstead(SideEffect.NONE, HttpAnswer.redirect(302, "http://127.0.0.1:1/")));
        Reply redirect = bot.create(order("moved"));
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.header("Location")).isEqualTo("http://127.0.0.1:1/");

        script(new Fault.AnswerInstead(SideEffect.NONE, HttpAnswer.tooFrequent()));
        assertThat(bot.create(order("banned")).status()).isEqualTo(403);

        script(new Fault.AnswerInstead(SideEffect.NONE, HttpAnswer.of(429, HttpAnswer.JSON, "{\"retCode\":429}")));
        assertThat(bot.create(order("busy")).status()).isEqualTo(429);
    }

    @Test
    void anAcknowledgementMayNameAnotherOrder() {
        script(new Fault.SwapIds("not-this-one", "nor-this"));

        Reply reply = bot.create(order("swapped"));

        assertThat(reply.result().path("orderId").asText()).isEqualTo("not-this-one");
        assertThat(reply.result().path("orderLinkId").asText()).isEqualTo("nor-this");
        assertThat(accepted("swapped")).isEqualTo(1);
    }

    @Test
    void aBatchAnswerMayLackItemsOrBeReversed() {
        String batch = "/v5/order/cancel-batch";
        String item = "{\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"n\"}";
        String body = "{\"category\":\"linear\",\"request\":[" + String.join(",", Collections.nCopies(3, item)) + "]}";

        running.sandbox().faults().script(FaultMatch.path(batch), new Fault.ShortenBatch(1), Dose.once());
        Reply shortened = bot.post(batch, body);
        running.sandbox().faults().script(FaultMatch.path(batch), new Fault.ReverseBatch(), Dose.once());
        Reply reversed = bot.post(batch, body.replaceFirst("\"n\"", "\"first\""));

        assertThat(shortened.result().path("list")).hasSize(1);
        assertThat(shortened.json().at("/retExtInfo/list")).hasSize(1);
        assertThat(reversed.result().at("/list/2/orderLinkId").asText()).isEqualTo("first");
    }

    @Test
    void aScriptFiresOnlyForWhatItMatches() {
        Fault fault = new Fault.RetCodeInstead(SideEffect.NONE, 10016, "x");
        running.sandbox().faults().script(FaultMatch.order(CREATE, "that-one"), fault, Dose.always());
        running.sandbox().faults().script(new FaultMatch("", "somebody-else", "", ""), fault, Dose.always());
        running.sandbox().faults().script(new FaultMatch("", "alpha", "ETHUSDT", ""), fault, Dose.always());

        assertThat(bot.create(order("this-one")).retCode()).isZero();
        assertThat(bot.create(order("that-one")).retCode()).isEqualTo(10016);
        assertThat(bot.create(OrderBody.of("linear", "ETHUSDT").limitOf("Buy", "0.10", "2000"))
                        .retCode())
                .isEqualTo(10016);
    }

    @Test
    void aDoseSaysWhichCallsAreHit() {
        Fault fault = new Fault.RetCodeInstead(SideEffect.NONE, 10016, "x");
        int id = running.sandbox().faults().script(FaultMatch.path("/v5/user/query-api"), fault, new Dose(1, 2, 1, 0));

        List<Integer> codes = new ArrayList<>();
        for (int call = 0; call < 5; call++) {
            codes.add(bot.get("/v5/user/query-api", "").retCode());
        }

        assertThat(codes).containsExactly(0, 10016, 10016, 0, 0);
        assertThat(running.sandbox().faults().fired(id)).isEqualTo(2);
    }

    @Test
    void aChanceIsDecidedByItsSeed() {
        assertThat(hits(7)).isEqualTo(hits(7)).contains(true, false);
        assertThat(hits(8)).isNotEqualTo(hits(7));
    }

    @Test
    void aClosedListenerRefusesAndComesBackOnTheSamePort() throws Exception {
        String url = running.sandbox().restUrl();
        get(running.sandbox().listening().interrupt());
        Awaitility.await()
                .untilAsserted(() -> assertThatThrownBy(() -> new Socket(
                                        URI.create(url).getHost(),
                                        URI.create(url).getPort())
                                .close())
                        .isInstanceOf(ConnectException.class));

        get(running.sandbox().listening().resume());

        assertThat(running.sandbox().restUrl()).isEqualTo(url);
        assertThat(running.caller().create(order("back")).retCode()).isZero();
    }

    @Test
    void readsMayLagBehindTheTruth() {
        running.sandbox().venue().setReadLag(Duration.ofMillis(400));
        long startNanos = System.nanoTime();
        bot.create(order("unseen"));

        assertThat(realtime("unseen").isMissingNode()).isTrue();
        assertThat(running.sandbox().venue().openOrders(RunningSandbox.UID)).hasSize(1);
        await().atMost(Duration.ofSeconds(3))
                .until(() -> realtime("unseen").path("orderStatus").asText().equals("New"));
        assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(400));

        bot.post("/v5/order/cancel", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"unseen\"}");
        assertThat(realtime("unseen").path("orderStatus").asText()).isEqualTo("New");
        await().atMost(Duration.ofSeconds(3))
                .until(() -> realtime("unseen").path("orderStatus").asText().equals("Cancelled"));
    }

    @Test
    void forgottenClosedOrdersAreOnlyInHistory() {
        bot.create(OrderBody.market("Buy", "0.100").linkId("filled"));
        running.sandbox().venue().forgetRecentClosed();

        assertThat(realtime("filled").isMissingNode()).isTrue();
        assertThat(bot.get("/v5/order/history", "category=linear&orderLinkId=filled")
                        .result()
                        .at("/list/0/orderStatus")
                        .asText())
                .isEqualTo("Filled");
        assertThat(bot.post(
                                "/v5/order/cancel",
                                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"filled\"}")
                        .retCode())
                .isEqualTo(110001);
    }

    private void script(Fault fault) {
        running.sandbox().faults().script(FaultMatch.path(CREATE), fault, Dose.once());
    }

    private static OrderBody order(String linkId) {
        return OrderBody.limit("Buy", "0.010", "25000").linkId(linkId);
    }

    private JsonNode realtime(String linkId) {
        return bot.realtime("linear", "BTCUSDT", linkId);
    }

    private int received(String linkId) {
        return running.sandbox().journal().tally(linkId).received();
    }

    private int accepted(String linkId) {
        return running.sandbox().journal().tally(linkId).accepted();
    }

    private List<Boolean> hits(long seed) {
        running.sandbox().faults().clear();
        Fault fault = new Fault.RetCodeInstead(SideEffect.NONE, 10016, "x");
        running.sandbox().faults().script(FaultMatch.ANY, fault, Dose.chance(0.5, seed));
        List<Boolean> hits = new ArrayList<>();
        for (int call = 0; call < 20; call++) {
            hits.add(bot.get("/v5/user/query-api", "").retCode() == 10016);
        }
        return hits;
    }

    /** Sends a create over a bare socket: the HTTP client hides how a connection ended. */
    private void rawCreate(String linkId) throws IOException {
        URI uri = URI.create(running.sandbox().restUrl());
        String body = order(linkId).toString();
        HttpRequest signed = bot.postRequest(CREATE, body).build();
        StringBuilder head = new StringBuilder("POST " + CREATE + " HTTP/1.1\r\nHost: x\r\n");
        for (Map.Entry<String, List<String>> header : signed.headers().map().entrySet()) {
            head.append(header.getKey())
                    .append(": ")
                    .append(header.getValue().get(0))
                    .append("\r\n");
        }
        head.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
            InputStream answer = socket.getInputStream();
            assertThat(answer.read()).as("an orderly end instead of a reset").isNotEqualTo(-1);
        }
    }

    private static void get(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
