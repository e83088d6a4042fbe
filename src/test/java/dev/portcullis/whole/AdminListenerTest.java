package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.door.LoudLog;
import dev.portcullis.door.RawPeer;
import dev.portcullis.door.Seed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operators' listener bears what the data listener bears. */
final class AdminListenerTest {
    @TempDir
    Path folder;

    private RunningGate house;
    private int port;
    private String token;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.configured(folder, "inbound: { head-deadline: 500ms, body-deadline: 500ms }");
        port = house.gate().adminUrl().getPort();
        token = house.operatorToken();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String request(String method, String path, String body) {
        return head(method, path, token, body.length()) + body;
    }

    private static String head(String method, String path, String token, int length) {
        return RawPeer.head(
                method + " " + path + " HTTP/1.1",
                "Host: gate",
                "Authorization: Bearer " + token,
                "Content-Length: " + length);
    }

    private JsonArray accounts() throws Exception {
        return house.admin("GET", "/admin/accounts", null).body().getJsonArray("accounts");
    }

    @Test
    void aStrangerIsRefusedBeforeItsBodyIsRead() throws IOException {
        for (String shown : List.of("", "pco_x_y", token + "x")) {
            try (RawPeer peer = new RawPeer(port)) {
                peer.send(head("POST", "/admin/accounts", shown, 60_000) + "{");

                assertThat(peer.readToEnd())
                        .startsWith("HTTP/1.1 401 ")
                        .contains("\r\nConnection: close\r\n")
                        .contains("\r\nWWW-Authenticate: Bearer\r\n");
            }
        }
    }

    @Test
    void whoeverMayNotIsRefusedBeforeTheBodyIsReadToo() throws Exception {
        String viewer = house.admin(
                        "POST",
                        "/admin/operators",
                        new JsonObject().put("name", "vera").put("role", "viewer"))
                .body()
                .getString("token");
        try (RawPeer peer = new RawPeer(port)) {
            peer.send(head("POST", "/admin/accounts", viewer, 60_000));

            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 403 ").contains("needs the role admin; vera is viewer");
        }
    }

    @Test
    void aSlowHeadAndASlowBodyAreCut() throws IOException {
        for (String begun : List.of("GET /health/li", head("POST", "/admin/accounts", token, 100) + "{")) {
            try (RawPeer peer = new RawPeer(port)) {
                assertThat(peer.send(begun).readToEnd())
                        .startsWith("HTTP/1.1 408 ")
                        .contains("500 ms");
            }
        }
    }

    @Test
    void noDeedOfAnOperatorHidesBehindARefusedRequest() throws Exception {
        int before = accounts().size();
        String deed = request("POST", "/admin/accounts", "{\"name\":\"smuggled\",\"environment\":\"sandbox\"}");
        try (LoudLog log = new LoudLog()) {
            for (Seed seed : refusedHere()) {
                try (RawPeer peer = new RawPeer(port)) {
                    assertThat(peer.send(seed.bytes() + deed).readToEnd())
                            .as(seed.name())
                            .startsWith("HTTP/1.1 " + seed.fate() + " ")
                            .contains("\r\nConnection: close\r\n");
                }
            }
            assertThat(log.lines()).isEmpty();
        }
        assertThat(accounts()).hasSize(before);

        try (RawPeer peer = new RawPeer(port)) {
            assertThat(peer.send(deed).readAnswer()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(accounts()).hasSize(before + 1);
    }

    /** A whole desk may come here as one file, so this listener takes longer bodies than the seeds know. */
    private static List<Seed> refusedHere() {
        return Seed.refused().stream()
                .filter(seed -> !seed.fate().equals("413"))
                .toList();
    }

    @Test
    void onlyTheOnePlainFormOfAPathIsServed() throws IOException {
        for (String path : List.of(
                "/admin//accounts",
                "//admin/accounts",
                "/admin/accounts/",
                "/%61dmin/accounts",
                "/admin/x/../accounts",
                "/admin/./accounts",
                "/admin/accounts;x=1",
                "http://gate/admin/accounts")) {
            try (RawPeer peer = new RawPeer(port)) {
                assertThat(peer.send(request("GET", path, "")).readToEnd()).startsWith("HTTP/1.1 400 ");
            }
        }
        try (RawPeer peer = new RawPeer(port)) {
            assertThat(peer.send(request("GET", "/admin/accounts", "")).readAnswer())
                    .startsWith("HTTP/1.1 200 ");
            assertThat(peer.send(request("GET", "/Admin/accounts", "")).readAnswer())
                    .startsWith("HTTP/1.1 404 ");
            assertThat(peer.send(request("GET", "/v5/market/time", "")).readAnswer())
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void aBodyThatIsNoObjectIsTheCallersFaultAndNoBugOfTheGate() throws IOException {
        List<String> bodies = List.of(
                "null",
                "[1]",
                "\"x\"",
                "1",
                "{",
                "{\"name\":",
                "nonsense",
                "[".repeat(20_000),
                "\u00ff\u00fe",
                "{\"a\":1e999999999}");
        try (LoudLog log = new LoudLog();
                RawPeer peer = new RawPeer(port)) {
            for (String body : bodies) {
                assertThat(peer.send(request("POST", "/admin/accounts", body)).readAnswer())
                        .as(body.substring(0, Math.min(20, body.length())))
                        .startsWith("HTTP/1.1 400 ");
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void fieldsOfAWrongKindAreTheCallersFaultToo() throws IOException {
        List<String> bodies = List.of(
                "{\"name\":1,\"environment\":\"sandbox\"}",
                "{\"name\":{},\"environment\":[]}",
                "{\"name\":\"a\",\"environment\":\"sandbox\",\"cidrs\":\"10.0.0.0/8\"}",
                "{\"name\":\"a\",\"environment\":\"sandbox\",\"cidrs\":[[]]}",
                "{\"name\":\"" + "a".repeat(5_000) + "\",\"environment\":\"sandbox\"}",
                "{\"name\":null}");
        try (LoudLog log = new LoudLog();
                RawPeer peer = new RawPeer(port)) {
            for (String body : bodies) {
                assertThat(peer.send(request("POST", "/admin/accounts", body)).readAnswer())
                        .as(body)
                        .matches("(?s)HTTP/1\\.1 4(00|22) .*");
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefusedAndTheConnectionEnds() throws IOException {
        try (RawPeer peer = new RawPeer(port)) {
            assertThat(peer.send(request("POST", "/admin/accounts", "x".repeat((2 << 20) + 1)))
                            .readToEnd())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("2097152 bytes");
        }
    }

    @Test
    void requestsBehindEachOtherAreAnsweredInOrder() throws IOException {
        try (RawPeer peer = new RawPeer(port)) {
            peer.send(request("GET", "/admin/accounts", "")
                    + request("GET", "/admin/clients", "")
                    + RawPeer.get("/health/live")
                    + RawPeer.get("/nowhere")
                    + RawPeer.get("/health/live"));

            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 ").contains("\"accounts\"");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 ").contains("\"clients\"");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 ").contains("\"live\"");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 404 ");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 ").contains("\"live\"");
        }
    }
}
