package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Fingerprint;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String ORDER = "\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"1\"";

    @Test
    void isTheHashOfTheSortedPairsWithoutTheOrderLinkId() throws Exception {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (String text :
                List.of("category", "linear", "orderType", "Limit", "qty", "1", "side", "Buy", "symbol", "BTCUSDT")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            expected.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
            expected.write(bytes);
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(expected.toByteArray());

        assertThat(single(ORDER + ",\"orderLinkId\":\"a\"").hex())
                .isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void doesNotDependOnOrderSpacesOrTheOrderLinkId() {
        String shuffled = " \"qty\" : \"1\" , \"orderLinkId\":\"b\", \"orderType\":\"Limit\", \"side\":\"Buy\","
                + "\"symbol\":\"BTC\\u0055SDT\"";
        assertThat(single(shuffled)).isEqualTo(single(ORDER));
    }

    @Test
    void isTheSameForANumberAndItsText() {
        assertThat(single(ORDER.replace("\"1\"", "1"))).isEqualTo(single(ORDER));
        assertThat(single(ORDER.replace("\"1\"", "1.0"))).isNotEqualTo(single(ORDER));
    }

    @Test
    void differsByEveryFieldAndByTheCategory() {
        assertThat(single(ORDER.replace("Buy", "Sell"))).isNotEqualTo(single(ORDER));
        assertThat(single(ORDER + ",\"reduceOnly\":true")).isNotEqualTo(single(ORDER));
        assertThat(single(ORDER + ",\"x\":{\"a\":1}")).isNotEqualTo(single(ORDER + ",\"x\":{\"a\":2}"));
        assertThat(of("{\"category\":\"spot\"," + ORDER + "}")).isNotEqualTo(single(ORDER));
    }

    @Test
    void bordersBetweenPairsCannotBeMoved() {
        assertThat(single(ORDER + ",\"ab\":\"c\"")).isNotEqualTo(single(ORDER + ",\"a\":\"bc\""));
        assertThat(single(ORDER + ",\"a\":\"b\",\"c\":\"d\"")).isNotEqualTo(single(ORDER + ",\"a\":\"bcd\""));
    }

    @Test
    void nestedValuesCountWithoutTheirLayout() {
        assertThat(single(ORDER + ",\"x\": { \"b\":[ 1, \"q\\\"\" ] , \"a\":null}"))
                .isEqualTo(single(ORDER + ",\"x\":{\"a\":null,\"b\":[1,\"q\\u0022\"]}"));
        assertThat(single(ORDER + ",\"x\":[\"1\"]")).isNotEqualTo(single(ORDER + ",\"x\":[1]"));
    }

    @Test
    void anItemOfABatchHasTheFingerprintOfTheSameOrderAlone() {
        String batch = "{\"request\":[{" + ORDER + "},{\"category\":\"linear\"," + ORDER.replace("\"1\"", "2")
                + "}],\"category\":\"linear\"}";
        List<Fingerprint> ofBatch = OrderBody.read(EndpointKind.CREATE_BATCH, Buffer.buffer(batch)).orders().stream()
                .map(order -> order.terms().fingerprint())
                .toList();

        assertThat(ofBatch).containsExactly(single(ORDER), single(ORDER.replace("\"1\"", "2")));
    }

    private static Fingerprint single(String members) {
        return of("{\"category\":\"linear\"," + members + "}");
    }

    private static Fingerprint of(String body) {
        return OrderBody.read(EndpointKind.CREATE, Buffer.buffer(body))
                .orders()
                .get(0)
                .terms()
                .fingerprint();
    }
}
