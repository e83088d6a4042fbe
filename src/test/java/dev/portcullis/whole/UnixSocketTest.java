package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever opens a client's own socket is that client. */
@Timeout(60)
final class UnixSocketTest {
    private static final String ACCOUNT_READ = "GET /v5/account/info HTTP/1.1";

    @TempDir
    Path folder;

    private Path socket;
    private String config;

    @BeforeEach
    void choosePlace() {
        socket = folder.resolve("bot1.sock");
        config = "unix-sockets: { bot1: " + socket + " }";
    }

    private String send(String requestLine, String body, String... headers) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            StringBuilder request = new StringBuilder(requestLine).append("\r\nHost: gate\r\nConnection: close\r\n");
            List.of(headers).forEach(header -> request.append(header).append("\r\n"));
            if (!body.isEmpty()) {
                request.append("Content-Type: application/json\r\nContent-Length: ")
                        .append(body.length())
                        .append("\r\n");
            }
            request.append("\r\n").append(body);
            channel.write(ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String create(String orderLinkId, String... headers) throws IOException {
        return send("POST /v5/order/create HTTP/1.1", Bot.order(orderLinkId, "20000"), headers);
    }

    @Test
    void theClientTradesWithoutAToken() throws Exception {
        try (RunningGate gate = RunningGate.with(folder, config)) {
            assertThat(create("nobody-yet")).contains("\"retCode\":10003");
            gate.bot("bot1", "read", "trade");

            assertThat(create("by-socket")).contains("X-Portcullis-Outcome: acked", "\"retCode\":0");
            assertThat(create("with-dummy-key", "X-BAPI-API-KEY: dummy@alpha")).contains("\"retCode\":0");
            assertThat(send(ACCOUNT_READ, "")).contains("\"retCode\":0");

            gate.admin("POST", "/admin/clients/bot1/disable", new JsonObject());
            assertThat(create("disabled")).contains("\"retCode\":10003", "client bot1 is disabled");
        }
    }

    @Test
    void theSocketIsItsOwnersAloneAndGoesWithTheGate() throws Exception {
        try (RunningGate gate = RunningGate.with(folder, config)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            try (var files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(".s"));
            }
            gate.restart();
            assertThat(create("after-restart")).contains("\"retCode\":10003");
        }

        assertThat(socket).doesNotExist();
    }

    @Test
    void aSocketThatAKilledGateLeftBehindIsReplaced() throws Exception {
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();

        try (RunningGate gate = RunningGate.with(folder, config)) {
            gate.bot("bot1", "read", "trade");
            assertThat(create("again")).contains("\"retCode\":0");
        }
    }

    @Test
    void aFileOrAnotherProgramsSocketIsNotTouched() throws Exception {
        Files.writeString(socket, "somebody's notes");
        assertThatThrownBy(() -> RunningGate.with(folder, config))
                .hasStackTraceContaining("unix-sockets.bot1 = \"" + socket + "\": there is a file that is no socket");
        assertThat(socket).hasContent("somebody's notes");

        Files.delete(socket);
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            Path elsewhere = Files.createDirectory(folder.resolve("second"));
            assertThatThrownBy(() -> RunningGate.with(elsewhere, config))
                    .hasStackTraceContaining("another program serves this socket");
        }
        assertThat(socket).exists();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> RunningGate.with(folder, "unix-sockets: { bot1: " + folder + "/none/bot1.sock }"))
                .hasStackTraceContaining(
                        "the gate's user cannot make a socket in " + folder + "/none; make that folder");
    }
}
