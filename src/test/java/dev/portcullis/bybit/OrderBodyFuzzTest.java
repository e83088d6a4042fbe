package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.WriteBody;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for a body that breaks the strict scan: anything but facts or a refusal, or an orderLinkId that is put
 * where Bybit would not find it. Without a word it repeats its corpus; docs/security.md says how it looks for more.
 */
final class OrderBodyFuzzTest {
    private static final List<EndpointKind> KINDS = Stream.of(EndpointKind.values())
            .filter(kind -> kind != EndpointKind.READ && kind != EndpointKind.PUBLIC_READ)
            .toList();

    static Stream<byte[]> corpus() {
        String order = "\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"1\",\"price\":\"2\"";
        return Stream.concat(
                Stream.of(
                                "{\"category\":\"linear\"," + order + "}",
                                "{\"category\":\"linear\"," + order + ",\"orderLinkId\":\"\"}",
                                "{\"category\":\"linear\"," + order + ",\"orderLinkId\":null}",
                                "{ \"orderLinkId\" : \"a\" , \"category\":\"spot\"," + order + "}",
                                "{\"category\":\"linear\",\"request\":[{" + order + "},{" + order
                                        + ",\"orderLinkId\":\"b\"}]}",
                                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"c\"}",
                                "{\"category\":\"linear\",\"category\":\"spot\"," + order + "}",
                                "{\"category\":\"linear\"," + order + "}x",
                                "\u00ef\u00bb\u00bf{}",
                                "{\"a\":1e999999999,\"b\":" + "9".repeat(70) + "}",
                                "{\"orderL\\u0069nkId\":\"x\",\"category\":\"linear\"," + order + "}",
                                "{\"a\":\"\\ud800\"}",
                                "{\"a\":\"\u00c0\u00af\"}",
                                "[]",
                                "null",
                                "",
                                "[".repeat(9),
                                "{\"a\":".repeat(9) + "1" + "}".repeat(9))
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1)),
                IntStream.rangeClosed(0, 255).mapToObj(b -> new byte[] {'{', '"', (byte) b, '"', ':', '1', '}'}));
    }

    @MethodSource("corpus")
    @FuzzTest(maxDuration = "10m")
    void aBodyIsReadOrRefusedAndEveryNewOrderGetsItsId(byte[] bytes) {
        for (EndpointKind kind : KINDS) {
            try {
                isReadWell(kind, OrderBody.read(kind, Buffer.buffer(bytes)), bytes);
            } catch (RejectedException refused) {
                assertThat(refused.rejection().detail()).isNotBlank();
            }
        }
    }

    private static void isReadWell(EndpointKind kind, WriteBody body, byte[] bytes) {
        assertThat(body.bytes().getBytes()).isEqualTo(bytes);
        AtomicInteger count = new AtomicInteger();
        WriteBody filled =
                OrderBody.fillOrderLinkIds(kind, body, () -> new OrderLinkId("fuzz-" + count.incrementAndGet()));
        if (kind.isCreate()) {
            assertThat(filled.orders()).extracting(OrderFacts::orderLinkId).doesNotContainNull();
        }
        assertThat(OrderBody.read(kind, filled.bytes()).orders())
                .as("what Bybit reads of the filled body")
                .isEqualTo(filled.orders());
    }
}
