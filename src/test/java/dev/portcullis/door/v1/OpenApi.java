package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The OpenAPI document as tests read it. */
public final class OpenApi {
    private static final Set<String> VERBS = Set.of("get", "post", "patch", "delete", "put");

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** The document that the door serves. */
    public static OpenApi served() {
        try (InputStream stream = OpenApi.class.getResourceAsStream("/v1/openapi.yaml")) {
            return new OpenApi(new YAMLMapper().readTree(stream));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One operation: a method and a path. */
    public record Operation(String method, String path, JsonNode json, List<JsonNode> parameters) {
        public List<JsonNode> parametersIn(String where) {
            return parameters.stream()
                    .filter(parameter -> parameter.path("in").asText().equals(where))
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public JsonNode document() {
        return document;
    }

    /** Every operation, with its path's parameters and its own. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (VERBS.contains(member.getKey())) {
                    operations.add(operation(path.getKey(), path.getValue(), member));
                }
            }
        }
        return operations;
    }

    private Operation operation(String path, JsonNode item, Map.Entry<String, JsonNode> member) {
        List<JsonNode> parameters = new ArrayList<>();
        item.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        member.getValue().path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return new Operation(member.getKey().toUpperCase(Locale.ROOT), path, member.getValue(), parameters);
    }

    /** What a reference leads to, with what stands beside it; anything else as it is. */
    public JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        if (reference == null) {
            return node;
        }
        JsonNode target = resolved(document.at(reference.asText().substring(1)));
        if (target.isMissingNode()) {
            throw new AssertionError(reference + " leads nowhere");
        }
        ObjectNode together = target.deepCopy();
        node.properties().stream()
                .filter(member -> !member.getKey().equals("$ref"))
                .forEach(member -> together.set(member.getKey(), member.getValue()));
        return together;
    }

    /** A schema of the components, resolved. */
    public JsonNode schema(String name) {
        return resolved(document.at("/components/schemas/" + name));
    }
}
