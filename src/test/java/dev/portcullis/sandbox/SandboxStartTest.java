package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.sandbox.book.MakerSettings;
import dev.portcullis.sandbox.limit.LimitPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxStartTest {
    private final Vertx vertx = Vertx.vertx();

    private final SandboxSettings settings = SandboxSettings.defaults()
            .with(LimitPolicy.NONE)
            .with(MakerSettings.NONE)
            .with(List.of(RunningSandbox.alpha()));

    @AfterEach
    void closeVertx() throws Exception {
        get(vertx.close());
    }

    @Test
    void aTakenControlPortFailsTheStartAndFreesTheRestPort() throws Exception {
        int restPort = freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SandboxSettings.Sockets sockets = new SandboxSettings.Sockets("127.0.0.1", restPort, taken.getLocalPort());

            assertThatThrownBy(() -> get(Sandbox.start(vertx, settings.with(sockets))))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(BindException.class);

            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), restPort).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aClosedSimulatorListensNoMore() throws Exception {
        Sandbox sandbox = get(Sandbox.start(vertx, settings));
        URI rest = URI.create(sandbox.restUrl());
        URI control = URI.create(sandbox.controlUrl());

        get(sandbox.close());

        Awaitility.await().untilAsserted(() -> assertRefuses(rest));
        Awaitility.await().untilAsserted(() -> assertRefuses(control));
    }

    private static void assertRefuses(URI door) {
        assertThatThrownBy(() -> new Socket(door.getHost(), door.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void withoutAMarketMakerAMarketOrderFindsNobody() throws Exception {
        Sandbox sandbox = get(Sandbox.start(vertx, settings));
        SignedCaller bot = SignedCaller.hmac(sandbox.restUrl(), RunningSandbox.API_KEY, RunningSandbox.SECRET);

        bot.create(OrderBody.market("Buy", "0.010").linkId("lonely"));

        assertThat(bot.realtime("linear", "BTCUSDT", "lonely")
                        .path("orderStatus")
                        .asText())
                .isEqualTo("Cancelled");
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
