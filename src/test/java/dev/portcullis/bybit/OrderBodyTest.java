package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.model.Category;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.Rejection.Malformed;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.WriteBody;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderBodyTest {
    private static final String CREATE = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
            + "\"orderType\":\"Limit\",\"qty\":\"0.001\",\"price\":\"25000\",\"timeInForce\":\"GTC\","
            + "\"orderLinkId\":\"gw-0001\"}";

    @Test
    void readsWhatACreateNamesAndLeavesItsBytes() {
        Buffer bytes = Buffer.buffer(CREATE);

        WriteBody body = OrderBody.read(EndpointKind.CREATE, bytes);

        assertThat(body.bytes()).isSameAs(bytes);
        assertThat(body.category()).isEqualTo(Category.LINEAR);
        OrderFacts order = onlyOrder(body);
        assertThat(order.symbol()).isEqualTo(new Symbol("BTCUSDT"));
        assertThat(order.side()).isEqualTo(Side.BUY);
        assertThat(order.qty()).isEqualTo(new Decimal("0.001"));
        assertThat(order.price()).isEqualTo(new Decimal("25000"));
        assertThat(order.orderLinkId()).isEqualTo(new OrderLinkId("gw-0001"));
        assertThat(order.orderId()).isNull();
        assertThat(order.terms().orderType()).isEqualTo("Limit");
        assertThat(order.terms().reduceOnly()).isFalse();
    }

    @Test
    void takesNumbersWhereStringsAreUsualByTheirExactText() {
        String numbers = CREATE.replace("\"0.001\"", "0.00100").replace("\"25000\"", " 25000 ");

        OrderFacts order = onlyOrder(read(EndpointKind.CREATE, numbers));

        assertThat(order.qty()).isEqualTo(new Decimal("0.00100"));
        assertThat(order.price()).isEqualTo(new Decimal("25000"));
    }

    @Test
    void aPriceThatIsEmptyOrNullIsNoPrice() {
        assertThat(onlyOrder(read(EndpointKind.CREATE, CREATE.replace("\"25000\"", "\"\"")))
                        .price())
                .isNull();
        assertThat(onlyOrder(read(EndpointKind.CREATE, CREATE.replace("\"25000\"", "null")))
                        .price())
                .isNull();
    }

    @Test
    void unknownFieldsPassWhateverTheyHold() {
        String more = CREATE.replace("{\"cat", "{\"slippage\":{\"a\":[1,{\"b\":null}]},\"новое\":[true,\"x\"],\"cat");
        assertThat(onlyOrder(read(EndpointKind.CREATE, more)).symbol()).isEqualTo(new Symbol("BTCUSDT"));
    }

    @Test
    void onlyTheLiteralTrueIsReduceOnly() {
        assertThat(reduceOnly("true")).isTrue();
        assertThat(reduceOnly("\"true\"")).isFalse();
        assertThat(reduceOnly("1")).isFalse();
        assertThat(reduceOnly("false")).isFalse();
        assertThat(reduceOnly("null")).isFalse();
    }

    @Test
    void everyMissingFieldOfACreateIsNamedAtOnce() {
        Malformed refusal = refused(EndpointKind.CREATE, "{\"price\":\"1\"}");

        assertThat(pointers(refusal)).containsExactly("/category", "/symbol", "/side", "/orderType", "/qty");
        assertThat(refusal.detail()).contains("/qty: is missing").contains("/side: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "true",
                "1e-7",
                "-1",
                "\"-1\"",
                "\"1e3\"",
                "\"+1\"",
                "\".5\"",
                "\"5.\"",
                "\"1,000\"",
                "\" 1\"",
                "\"NaN\"",
                "\"0x10\"",
                "\"\uFF11\"",
                "\"123456789012345678901\""
            })
    void aQtyThatIsNoPlainDecimalIsRefusedByItsName(String qty) {
        Malformed refusal = refused(EndpointKind.CREATE, CREATE.replace("\"0.001\"", qty));

        assertThat(pointers(refusal)).containsExactly("/qty");
        assertThat(refusal.detail()).contains("such as \"0.001\"");
    }

    @Test
    void everyWrongFieldIsNamedWithWhatWasWanted() {
        Malformed refusal = refused(
                EndpointKind.CREATE,
                "{\"category\":\"linar\",\"symbol\":\"btcusdt\",\"side\":\"BUY\",\"orderType\":\"limit\",\"qty\":{},"
                        + "\"price\":[],\"orderLinkId\":\"has space\"}");

        assertThat(pointers(refusal))
                .containsExactlyInAnyOrder(
                        "/category", "/symbol", "/side", "/orderType", "/qty", "/price", "/orderLinkId");
        assertThat(refusal.detail())
                .contains("spot, linear, inverse or option")
                .contains("Buy or Sell")
                .contains("Limit or Market")
                .doesNotContain("has space")
                .doesNotContain("linar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[]", "{}", "\"1234567890123456789012345678901234567\"", "\"a b\"", "\"ü\""})
    void anOrderLinkIdOfAnotherFormIsRefused(String id) {
        Malformed refusal = refused(EndpointKind.CREATE, CREATE.replace("\"gw-0001\"", id));
        assertThat(pointers(refusal)).containsExactly("/orderLinkId");
    }

    @Test
    void aPreCheckIsReadLikeACreate() {
        assertThat(onlyOrder(read(EndpointKind.PRE_CHECK, CREATE)).terms()).isNotNull();
        assertThat(pointers(refused(EndpointKind.PRE_CHECK, "{\"category\":\"linear\"}")))
                .contains("/symbol", "/qty");
    }

    @Test
    void anAmendNamesItsOrderByOneOfTheIds() {
        OrderFacts byId = onlyOrder(read(
                EndpointKind.AMEND,
                "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"orderId\":\"1666800494330512128\",\"qty\":\"2\"}"));
        assertThat(byId.orderId()).isEqualTo(new OrderId("1666800494330512128"));
        assertThat(byId.qty()).isEqualTo(new Decimal("2"));
        assertThat(byId.terms()).isNull();

        OrderFacts byLinkId = onlyOrder(read(
                EndpointKind.AMEND,
                "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"orderId\":\"\",\"orderLinkId\":\"a\",\"price\":3}"));
        assertThat(byLinkId.orderId()).isNull();
        assertThat(byLinkId.orderLinkId()).isEqualTo(new OrderLinkId("a"));
        assertThat(byLinkId.price()).isEqualTo(new Decimal("3"));

        Malformed neither =
                refused(EndpointKind.AMEND, "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":null}");
        assertThat(neither.detail()).contains("name the order by one of them");
    }

    @Test
    void aCancelNamesItsOrderByOneOfTheIds() {
        OrderFacts order = onlyOrder(
                read(EndpointKind.CANCEL, "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"gw-1\"}"));
        assertThat(order.orderLinkId()).isEqualTo(new OrderLinkId("gw-1"));
        assertThat(order.side()).isNull();

        assertThat(pointers(refused(EndpointKind.CANCEL, "{\"category\":\"linear\"}")))
                .containsExactly("/symbol", "/orderId");
    }

    @Test
    void aCancelAllNeedsACategoryAndMayNameASymbol() {
        assertThat(onlyOrder(read(EndpointKind.CANCEL_ALL, "{\"category\":\"spot\"}"))
                        .symbol())
                .isNull();
        assertThat(onlyOrder(read(EndpointKind.CANCEL_ALL, "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"}"))
                        .symbol())
                .isEqualTo(new Symbol("BTCUSDT"));
        assertThat(pointers(refused(EndpointKind.CANCEL_ALL, "{}"))).containsExactly("/category");
    }

    @Test
    void aConfigurationNamesNoOrders() {
        WriteBody withCategory = read(
                EndpointKind.CONFIGURE,
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"buyLeverage\":\"6\",\"sellLeverage\":\"6\"}");
        assertThat(withCategory.orders()).isEmpty();
        assertThat(withCategory.category()).isEqualTo(Category.LINEAR);
        assertThat(read(EndpointKind.CONFIGURE, "{}").category()).isNull();
        assertThat(pointers(refused(EndpointKind.CONFIGURE, "{\"category\":7}")))
                .containsExactly("/category");
    }

    @ParameterizedTest
    @EnumSource(
            value = EndpointKind.class,
            names = {"CREATE_BATCH", "AMEND_BATCH", "CANCEL_BATCH"})
    void aBatchNeedsARequestList(EndpointKind kind) {
        for (String request :
                List.of("", ",\"request\":null", ",\"request\":{}", ",\"request\":[]", ",\"request\":\"a\"")) {
            Malformed refusal = refused(kind, "{\"category\":\"linear\"" + request + "}");
            assertThat(pointers(refusal)).containsExactly("/request");
        }
    }

    @Test
    void aBatchAboveTheMaximumIsRefusedNamingIt() {
        assertThat(refused(EndpointKind.CANCEL_BATCH, cancelBatch("spot", 11)).detail())
                .contains("11 orders")
                .contains("at most 10 of category spot");
        assertThat(refused(EndpointKind.CANCEL_BATCH, cancelBatch("linear", 21)).detail())
                .contains("at most 20");
        assertThat(read(EndpointKind.CANCEL_BATCH, cancelBatch("spot", 10)).orders())
                .hasSize(10);
        assertThat(read(EndpointKind.CANCEL_BATCH, cancelBatch("option", 20)).orders())
                .hasSize(20);
    }

    @Test
    void aWrongItemOfABatchIsNamedByItsPlace() {
        Malformed refusal = refused(
                EndpointKind.CREATE_BATCH,
                "{\"category\":\"linear\",\"request\":[" + item("a") + ",{\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
                        + "\"orderType\":\"Limit\",\"qty\":[]}]}");
        assertThat(pointers(refusal)).containsExactly("/request/1/qty");

        Malformed noObject =
                refused(EndpointKind.CREATE_BATCH, "{\"category\":\"linear\",\"request\":[" + item("a") + ",7]}");
        assertThat(pointers(noObject)).containsExactly("/request/1");
    }

    @Test
    void anItemMayRepeatTheCategoryButNotContradictIt() {
        String same = item("a").replace("{", "{\"category\":\"linear\",");
        assertThat(read(EndpointKind.CREATE_BATCH, batchOf(same)).orders()).hasSize(1);

        String other = item("a").replace("{", "{\"category\":\"spot\",");
        assertThat(pointers(refused(EndpointKind.CREATE_BATCH, batchOf(other)))).containsExactly("/request/0/category");
    }

    @Test
    void twoItemsUnderOneOrderLinkIdAreRefused() {
        Malformed refusal = refused(EndpointKind.CREATE_BATCH, batchOf(item("a"), item("b"), item("a")));
        assertThat(pointers(refusal)).containsExactly("/request/2/orderLinkId");
        assertThat(refusal.detail()).contains("/request/0");
    }

    @Test
    void aFieldNamedTwiceIsRefusedAtEveryDepth() {
        assertThat(pointers(refused(EndpointKind.CREATE, CREATE.replace("{\"cat", "{\"qty\":\"1\",\"cat"))))
                .containsExactly("/qty");
        assertThat(pointers(refused(EndpointKind.CREATE, CREATE.replace("{\"cat", "{\"q\\u0074y\":\"1\",\"cat"))))
                .containsExactly("/qty");
        assertThat(pointers(refused(EndpointKind.CREATE, CREATE.replace("{\"cat", "{\"x\":{\"y\":1,\"y\":1},\"cat"))))
                .containsExactly("/x/y");
        assertThat(pointers(refused(EndpointKind.CREATE_BATCH, batchOf(item("a").replace("{", "{\"side\":\"Sell\",")))))
                .containsExactly("/request/0/side");
        assertThat(pointers(refused(
                        EndpointKind.CREATE_BATCH,
                        "{\"category\":\"linear\",\"request\":[" + item("a") + "],\"request\":[" + item("b") + "]}")))
                .containsExactly("/request");
    }

    @Test
    void eightLevelsPassAndNineAreRefused() {
        assertThat(read(EndpointKind.CREATE, nested(8)).orders()).hasSize(1);
        assertThat(refused(EndpointKind.CREATE, nested(9)).detail()).contains("deeper than 8 levels");
    }

    @Test
    void aMillionLevelsCostNoStack() {
        assertThat(refused(EndpointKind.CREATE, "{\"x\":" + "[".repeat(60_000)).detail())
                .contains("deeper than 8");
    }

    @Test
    void aBodyAbove64KiBIsRefused() {
        String fits = CREATE.replace("{\"cat", "{\"x\":\"" + "a".repeat(64 * 1024 - CREATE.length() - 7) + "\",\"cat");
        assertThat(fits).hasSize(64 * 1024);
        assertThat(read(EndpointKind.CREATE, fits).orders()).hasSize(1);
        assertThat(refused(EndpointKind.CREATE, fits + " ").detail()).contains("64 KiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"a\"",
                "{\"a\":}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":1 \"b\":2}",
                "{}{}",
                "{} x",
                "{},",
                "{/* */}",
                "qty=1&side=Buy",
                "<html>",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}"
            })
    void whatIsNotOneStrictJsonObjectIsRefused(String body) {
        assertThat(refused(EndpointKind.CONFIGURE, body).detail()).isNotBlank();
    }

    @Test
    void otherEncodingsThanUtf8AreRefused() {
        assertThat(refusedBytes(Buffer.buffer(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'})))
                .contains("byte order mark");
        assertThat(refusedBytes(Buffer.buffer("{}".getBytes(StandardCharsets.UTF_16LE))))
                .contains("NUL");
        assertThat(refusedBytes(Buffer.buffer("{}".getBytes(StandardCharsets.UTF_16))))
                .isNotBlank();
        assertThat(refusedBytes(Buffer.buffer("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1))))
                .contains("UTF-8");
        byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};
        assertThat(refusedBytes(Buffer.buffer(overlong))).contains("UTF-8");
        byte[] surrogate = {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'};
        assertThat(refusedBytes(Buffer.buffer(surrogate))).contains("UTF-8");
    }

    @Test
    void wholeCharactersOutsideTheBasicPlanePass() {
        assertThat(read(EndpointKind.CONFIGURE, "{\"note\":\"\\ud83d\\ude00 😀 тест-µ\"}")
                        .orders())
                .isEmpty();
    }

    @Test
    void anErrorShowsNothingThatCouldHurtALog() {
        Malformed refusal = refused(
                EndpointKind.CONFIGURE,
                "{\"a\\r\\n\\u001b/~" + "b".repeat(100) + "\":1,\"a\\r\\n\\u001b/~" + "b".repeat(100) + "\":1}");
        assertThat(refusal.detail()).matches("[ -~]+").hasSizeLessThan(100);
        assertThat(pointers(refusal).get(0)).startsWith("/a???~1~0bbb");
    }

    private static boolean reduceOnly(String literal) {
        return onlyOrder(read(EndpointKind.CREATE, CREATE.replace("{\"cat", "{\"reduceOnly\":" + literal + ",\"cat")))
                .terms()
                .reduceOnly();
    }

    private static String nested(int levels) {
        return CREATE.replace("{\"cat", "{\"x\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + ",\"cat");
    }

    static String item(String orderLinkId) {
        return "{\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"1\",\"price\":\"2\","
                + "\"orderLinkId\":\"" + orderLinkId + "\"}";
    }

    static String batchOf(String... items) {
        return "{\"category\":\"linear\",\"request\":[" + String.join(",", items) + "]}";
    }

    private static String cancelBatch(String category, int orders) {
        return IntStream.range(0, orders)
                .mapToObj(i -> "{\"symbol\":\"BTCUSDT\",\"orderId\":\"" + i + "\"}")
                .collect(Collectors.joining(",", "{\"category\":\"" + category + "\",\"request\":[", "]}"));
    }

    private static WriteBody read(EndpointKind kind, String body) {
        return OrderBody.read(kind, Buffer.buffer(body));
    }

    private static OrderFacts onlyOrder(WriteBody body) {
        assertThat(body.orders()).hasSize(1);
        return body.orders().get(0);
    }

    private static String refusedBytes(Buffer body) {
        return refusal(EndpointKind.CONFIGURE, body).detail();
    }

    private static Malformed refused(EndpointKind kind, String body) {
        return refusal(kind, Buffer.buffer(body));
    }

    private static Malformed refusal(EndpointKind kind, Buffer body) {
        RejectedException thrown = catchThrowableOfType(RejectedException.class, () -> OrderBody.read(kind, body));
        assertThat(thrown).as("%s", body).isNotNull();
        assertThat(thrown.rejection()).isInstanceOf(Malformed.class);
        return (Malformed) thrown.rejection();
    }

    private static List<String> pointers(Malformed refusal) {
        return refusal.errors().stream().map(FieldError::pointer).toList();
    }
}
