package dev.portcullis.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.door.LoudLog;
import dev.portcullis.door.RawPeer;
import dev.portcullis.door.Seed;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile input at the whole gate, from somebody who does hold a token: no order hides behind it. */
final class HostileInputTest {
    @TempDir
    Path folder;

    private RunningGate house;
    private String token;
    private int port;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.configured(folder, "inbound: { head-deadline: 500ms, body-deadline: 500ms }");
        house.bot("bot1", "read", "trade");
        token = house.token("bot1");
        port = house.gate().dataUrl().getPort();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String order(String orderLinkId) {
        String body = Bot.order(orderLinkId, "20000");
        return RawPeer.head(
                        "POST /v5/order/create HTTP/1.1",
                        "Host: gate",
                        "Authorization: Bearer " + token,
                        "Content-Type: application/json",
                        "Content-Length: " + body.getBytes(UTF_8).length)
                + body;
    }

    private int creates() {
        return house.sandbox().journal().createsReceived();
    }

    @Test
    void noOrderBehindARefusedRequestReachesTheExchange() throws IOException {
        int before = creates();
        try (LoudLog log = new LoudLog()) {
            for (Seed seed : Seed.refused()) {
                try (RawPeer peer = new RawPeer(port)) {
                    String answer = peer.send(seed.bytes() + order("smuggled")).readToEnd();

                    assertThat(answer).as(seed.name()).startsWith("HTTP/1.1 " + seed.fate() + " ");
                }
            }
            assertThat(log.lines()).isEmpty();
        }
        assertThat(creates()).isEqualTo(before);

        try (RawPeer peer = new RawPeer(port)) {
            assertThat(peer.send(order("honest")).readAnswer()).contains("\"retCode\":0");
        }
        assertThat(creates()).isEqualTo(before + 1);
    }

    @Test
    void noOrderInsideAnUnfinishedRequestReachesTheExchange() throws IOException {
        int before = creates();
        for (Seed seed : Seed.of("unfinished")) {
            try (RawPeer peer = new RawPeer(port)) {
                String answer = peer.send(seed.bytes() + order("smuggled")).readToEnd();

                assertThat(answer)
                        .as(seed.name())
                        .containsPattern("HTTP/1\\.1 (4..|505) ")
                        .doesNotContain("\"retCode\":0,");
            }
        }
        assertThat(creates()).isEqualTo(before);
    }

    @Test
    void anOrderBeforeARefusedRequestIsPlacedOnceAndAnswered() throws IOException {
        int before = creates();
        String chunked = RawPeer.head("POST /v5/order/create HTTP/1.1", "Host: gate", "Transfer-Encoding: xchunked");
        try (RawPeer peer = new RawPeer(port)) {
            String answers =
                    peer.send(order("first") + chunked + order("smuggled")).readToEnd();

            assertThat(answers)
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("\"retCode\":0")
                    .contains("HTTP/1.1 400 ")
                    .doesNotContain("smuggled");
        }
        assertThat(creates()).isEqualTo(before + 1);
    }
}
