package dev.portcullis.door.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The document and the door name the same routes, parameters and fields, in both directions. */
class OpenApiRoutesTest {
    private static final OpenApi DOCUMENT = OpenApi.served();

    /** Enough to make the routes; none of them is served here. */
    private static final List<Route> ROUTES = V1Door.routes(
            new V1Door.Parts(null, null, null, null, null, null),
            new ReadRoutes.Sources(null, null, null, null, new ReadRoutes.Time(null, null)));

    @Test
    void everyRouteAndEachOfItsParametersIsInTheDocumentAndTheOtherWayRound() {
        Map<String, Set<String>> served = new TreeMap<>();
        for (Route route : ROUTES) {
            served.put(route.method() + " " + route.template(), new TreeSet<>(route.parameters()));
        }
        Map<String, Set<String>> described = new TreeMap<>();
        for (OpenApi.Operation operation : DOCUMENT.operations()) {
            Set<String> names = new TreeSet<>();
            operation
                    .parametersIn("query")
                    .forEach(parameter -> names.add(parameter.path("name").asText()));
            described.put(operation.toString(), names);
        }

        assertThat(described).isEqualTo(served);
    }

    @Test
    void everyFieldOfARequestIsInItsSchema() {
        Set<String> fields = new TreeSet<>(Set.of("category", "clientOrderId", "extra"));
        for (OrderField field : OrderField.values()) {
            fields.add(field.text());
            JsonNode schema = DOCUMENT.resolved(DOCUMENT.schema("NewOrder").at("/properties/" + field.text()));
            if (!field.form().words().isEmpty()) {
                assertThat(textsOf(schema.path("enum")))
                        .as(field.text())
                        .containsExactlyInAnyOrderElementsOf(
                                field.form().words().keySet());
            }
        }

        assertThat(namesOf(DOCUMENT.schema("NewOrder").path("properties"))).isEqualTo(fields);
        assertThat(fields).containsAll(namesOf(DOCUMENT.schema("OrderChanges").path("properties")));
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
