package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line looks like, whatever texts come in. */
class LineWriterTest {
    private final LineWriter lines = new LineWriter();

    @Test
    void aLineIsCanonicalJsonWithItsFieldsInAFixedOrder() {
        String line = line(Records.create(7));

        assertThat(line)
                .startsWith("{\"v\":1,\"seq\":1,\"synced\":0,\"boot\":\"b1\",\"wall\":1764000000000,\"mono\":42,"
                        + "\"ev\":\"intent\",\"requestId\":\"req00007\",\"door\":\"v5\",\"client\":\"bot1\","
                        + "\"token\":\"tok00001\",\"peer\":\"127.0.0.1\",\"account\":\"alpha\","
                        + "\"environment\":\"testnet\",\"endpoint\":\"POST /v5/order/create\",\"kind\":\"CREATE\","
                        + "\"credential\":\"alpha-1\",\"category\":\"linear\",\"symbol\":\"BTCUSDT\","
                        + "\"orderLinkId\":\"link-7\",\"side\":\"Buy\",\"qty\":\"0.001\",\"price\":\"30000.5\","
                        + "\"orderType\":\"Limit\",\"reduceOnly\":false,\"fingerprint\":\"" + "ab".repeat(32)
                        + "\",\"signBy\":1764000002000,\"recvWindow\":2500,\"child\":0,\"of\":1,\"prev\":\""
                        + "0".repeat(64) + "\",\"h\":\"")
                .matches(".*\",\"crc\":\"[0-9a-f]{8}\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\",\"prev\":\"0000\",\"h\":\"",
                "a\nb\r\n{\"v\":1,\"seq\":99}",
                "\u0000\u0007\u001b[2J\u007f\u009b31m",
                "\u2028\u2029\u202e\ufeff",
                "\ud83d\ude00 and a lone \ud800 half",
                "\\\\\"\\u0022",
                "\u00e9\u4e2d\u00df"
            })
    void aHostileTextStaysTextInOneLineOfPrintableAscii(String text) throws Exception {
        String line = line(Records.admin(text));

        assertThat(line).matches("[ -~]+");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("detail").asText()).isEqualTo(text);
        assertThat(json.get("seq").asLong()).isEqualTo(1);
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        assertThat(RecordFields.parse(bytes, 0, bytes.length).record()).isEqualTo(Records.admin(text));
    }

    @Test
    void freeTextIsCutAtItsBound() throws Exception {
        String line = line(Records.admin("x".repeat(100_000)));

        assertThat(new ObjectMapper().readTree(line).get("detail").asText()).hasSize(FieldSink.WORDS_MAX);
    }

    @Test
    void everyHashAndChecksumIsWhatTheDocumentedFormulaGives() throws Exception {
        String line = line(Records.create(1));
        String body = line.substring(0, line.indexOf(",\"prev\":"));
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update("portcullis-ledger/1".getBytes(StandardCharsets.US_ASCII));
        sha.update(new byte[32]);
        sha.update(ByteBuffer.allocate(8).putLong(body.length()).array());
        sha.update(body.getBytes(StandardCharsets.US_ASCII));
        CRC32C crc = new CRC32C();
        crc.update(line.substring(0, line.indexOf("\",\"crc\":")).getBytes(StandardCharsets.US_ASCII));

        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("h").asText()).isEqualTo(HexFormat.of().formatHex(sha.digest()));
        assertThat(json.get("crc").asText()).isEqualTo(String.format("%08x", crc.getValue()));
    }

    private String line(LedgerRecord record) {
        lines.clear();
        lines.begin(
                new Stamp(1, 0, "b1", 1_764_000_000_000L, 42),
                record.recordKind().text());
        record.writeTo(lines);
        lines.seal(ChainHash.NONE);
        String text = StandardCharsets.US_ASCII.decode(lines.lines()).toString();
        assertThat(text).endsWith("\n");
        return text.substring(0, text.length() - 1);
    }
}
