package dev.portcullis.door.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.bybit.normal.Form;
import dev.portcullis.bybit.normal.NormalItem;
import dev.portcullis.bybit.normal.OrderStatus;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The document says what the gate's tables say, and holds together. */
class OpenApiTest {
    private static final OpenApi DOCUMENT = OpenApi.served();

    /** What the gate adds to what the exchange says of an order. */
    private static final Set<String> OF_THE_GATE = Set.of(
            "clientOrderId",
            "status",
            "exchangeStatus",
            "rejectReason",
            "outcome",
            "detail",
            "resolveBy",
            "environment",
            "requestId",
            "orderFilter",
            "extra");

    private static final Map<Form, String> TYPES = Map.of(
            Form.TEXT, "string",
            Form.DECIMAL, "string",
            Form.TIME, "string",
            Form.WORD, "string",
            Form.FLAG, "boolean",
            Form.WHOLE, "integer",
            Form.WHOLE_FROM_ONE, "integer",
            Form.DECIMALS, "object");

    @Test
    void everyVariableOfAPathIsDescribed() {
        for (OpenApi.Operation operation : DOCUMENT.operations()) {
            Set<String> variables = new TreeSet<>();
            for (String segment : operation.path().split("/", -1)) {
                if (segment.startsWith("{")) {
                    variables.add(segment.substring(1, segment.length() - 1));
                }
            }
            assertThat(operation.parametersIn("path"))
                    .as(operation.toString())
                    .allMatch(parameter -> parameter.path("required").asBoolean())
                    .extracting(parameter -> parameter.path("name").asText())
                    .containsExactlyInAnyOrderElementsOf(variables);
        }
    }

    @Test
    void everyFieldThatIsShownIsInItsSchemaInItsForm() {
        assertDescribed(NormalItem.EXECUTION, "Execution", Set.of());
        assertDescribed(NormalItem.POSITION, "Position", Set.of());
        assertDescribed(NormalItem.WALLET, "Wallet", Set.of("coins", "environment"));
        assertDescribed(NormalItem.COIN, "WalletCoin", Set.of());
        assertDescribed(NormalItem.FEE, "Fee", Set.of());
        assertDescribed(NormalItem.INSTRUMENT, "Instrument", Set.of());
        assertDescribed(NormalItem.ORDER, "Order", OF_THE_GATE);
    }

    private static void assertDescribed(NormalItem item, String schema, Set<String> more) {
        JsonNode properties = DOCUMENT.schema(schema).path("properties");
        Set<String> names = new TreeSet<>(item.fields().keySet());
        names.addAll(more);

        assertThat(namesOf(properties)).as(schema).isEqualTo(names);
        item.fields()
                .forEach((name, form) -> assertThat(DOCUMENT.resolved(properties.path(name))
                                .path("type")
                                .asText())
                        .as(schema + "." + name)
                        .isEqualTo(TYPES.get(form)));
    }

    @Test
    void everyStatusThatTheExchangesWordsLeadToIsDescribed() {
        Set<String> described = textsOf(DOCUMENT.schema("Status").path("enum"));

        for (OrderStatus status : OrderStatus.values()) {
            assertThat(described).contains(status.text());
        }
    }

    @Test
    void everyTypeOfProblemHasAPageAndFitsTheSchema() {
        String pattern =
                DOCUMENT.schema("Problem").at("/properties/type/pattern").asText();

        for (ProblemType type : ProblemType.values()) {
            assertThat(type.uri()).matches(pattern);
            assertThat(type.page()).as(type.slug()).hasSizeGreaterThan(20);
            assertThat(ProblemType.ofSlug(type.slug())).contains(type);
        }
    }

    @Test
    void noReferenceLeadsNowhere() {
        DOCUMENT.document().findParents("$ref").forEach(DOCUMENT::resolved);
    }

    private static Set<String> namesOf(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> textsOf(JsonNode array) {
        return new TreeSet<>(StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }
}
