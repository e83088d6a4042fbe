package dev.portcullis.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.door.v1.OpenApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Makes requests from the OpenAPI document, valid ones and ones that are wrong in one way. */
final class RequestMaker {
    /** In which way a request is wrong, if it is. */
    enum Flaw {
        NONE,
        PARAMETER_VALUE,
        PARAMETER_UNKNOWN,
        PARAMETER_TWICE,
        PATH,
        BODY,
        BODY_NO_JSON,
        BODY_NAME_TWICE,
        BODY_OF_ANOTHER_TYPE,
        HEADER
    }

    /**
     * One request.
     *
     * @param flaw what is wrong with it
     */
    record Made(OpenApi.Operation operation, Flaw flaw, String target, Map<String, String> headers, String body) {
        /** Whether the document forbids it. */
        boolean isWrong() {
            return flaw != Flaw.NONE;
        }
    }

    private final ValueMaker values;
    private final Random random;
    private final ConcurrentLinkedDeque<String> orderPaths = new ConcurrentLinkedDeque<>();

    RequestMaker(ValueMaker values, Random random) {
        this.values = values;
        this.random = random;
    }

    /** Learns of an order that is there, so that some requests are about it. */
    void learn(Bot.Reply reply) {
        String location = reply.header("location");
        if (location.contains("/orders/")) {
            orderPaths.addFirst(location);
        }
    }

    /** The next request to an operation. */
    Made make(OpenApi.Operation operation) {
        Flaw flaw = flawFor(operation);
        Map<String, String> headers = headers(operation, flaw);
        String body = body(operation, flaw);
        if (!body.isEmpty()) {
            headers.put("Content-Type", flaw == Flaw.BODY_OF_ANOTHER_TYPE ? "text/plain" : "application/json");
        }
        return new Made(operation, flaw, path(operation, flaw) + query(operation, flaw), headers, body);
    }

    private Flaw flawFor(OpenApi.Operation operation) {
        if (random.nextBoolean()) {
            return Flaw.NONE;
        }
        List<Flaw> possible = new ArrayList<>(List.of(Flaw.PARAMETER_UNKNOWN));
        if (!operation.parametersIn("query").isEmpty()) {
            possible.addAll(List.of(Flaw.PARAMETER_VALUE, Flaw.PARAMETER_TWICE));
        }
        if (!operation.parametersIn("path").isEmpty()) {
            possible.add(Flaw.PATH);
        }
        if (!operation.parametersIn("header").isEmpty()) {
            possible.add(Flaw.HEADER);
        }
        if (operation.json().has("requestBody")) {
            possible.addAll(List.of(
                    Flaw.BODY,
                    Flaw.BODY,
                    Flaw.BODY,
                    Flaw.BODY_NO_JSON,
                    Flaw.BODY_NAME_TWICE,
                    Flaw.BODY_OF_ANOTHER_TYPE));
        }
        return values.pick(possible);
    }

    private String path(OpenApi.Operation operation, Flaw flaw) {
        boolean isOfOneOrder = operation.path().endsWith("{id}");
        if (isOfOneOrder && flaw != Flaw.PATH && !orderPaths.isEmpty() && random.nextInt(4) > 0) {
            return orderPaths.getFirst();
        }
        List<JsonNode> variables = operation.parametersIn("path");
        String path = operation.path();
        for (JsonNode variable : variables) {
            String name = variable.path("name").asText();
            path = path.replace("{" + name + "}", segment(name, variable, flaw == Flaw.PATH));
        }
        return path;
    }

    /** The wrong ones are still plain segments: what else a path may not be, the listener itself refuses. */
    private String segment(String name, JsonNode variable, boolean isWrong) {
        if (isWrong) {
            return values.pick(List.of("UPPER~CASE:@", "x".repeat(70), "-"));
        }
        return name.equals("account")
                ? "alpha"
                : values.fitting(variable.path("schema")).asText();
    }

    private String query(OpenApi.Operation operation, Flaw flaw) {
        List<String> pairs = new ArrayList<>();
        List<JsonNode> parameters = operation.parametersIn("query");
        int wrong = flaw == Flaw.PARAMETER_VALUE ? random.nextInt(parameters.size()) : -1;
        for (int i = 0; i < parameters.size(); i++) {
            JsonNode parameter = parameters.get(i);
            if (i == wrong) {
                pairs.add(pair(parameter, values.strangeText(parameter.path("schema"))));
            } else if (random.nextInt(4) == 0) {
                pairs.add(
                        pair(parameter, values.fitting(parameter.path("schema")).asText()));
            }
        }
        if (flaw == Flaw.PARAMETER_UNKNOWN) {
            pairs.add("nonsense=1");
        }
        if (flaw == Flaw.PARAMETER_TWICE) {
            JsonNode twice = values.pick(parameters);
            String value = values.fitting(twice.path("schema")).asText();
            pairs.add(pair(twice, value));
            pairs.add(pair(twice, value));
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static String pair(JsonNode parameter, String value) {
        return parameter.path("name").asText() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Map<String, String> headers(OpenApi.Operation operation, Flaw flaw) {
        Map<String, String> headers = new HashMap<>();
        for (JsonNode header : operation.parametersIn("header")) {
            if (header.path("name").asText().equals("Idempotency-Key") && random.nextInt(3) == 0) {
                headers.put("Idempotency-Key", "key-" + random.nextInt(50));
            }
        }
        if (flaw == Flaw.HEADER) {
            headers.put("X-Deadline-Ms", values.pick(List.of("soon", "-5", "0", "1.5", "9999999")));
        }
        boolean mayBeLines = operation.json().at("/responses/200/content").has("application/x-ndjson");
        if (mayBeLines && random.nextInt(3) == 0) {
            headers.put("Accept", "application/x-ndjson");
        }
        return headers;
    }

    private String body(OpenApi.Operation operation, Flaw flaw) {
        JsonNode content = operation.json().at("/requestBody/content/application~1json");
        JsonNode schema = content.path("schema");
        if (schema.isMissingNode()) {
            return "";
        }
        return switch (flaw) {
            case BODY -> values.misfit(schema).toString();
            case BODY_NO_JSON -> values.pick(List.of("{", "[]", "\"text\"", "{\"a\":1}}", "nonsense", "{'qty':1}"));
            case BODY_NAME_TWICE -> twice(values.fitting(schema).toString());
            default ->
                content.has("example") && random.nextInt(3) == 0
                        ? content.path("example").toString()
                        : values.fitting(schema).toString();
        };
    }

    private static String twice(String object) {
        int firstColon = object.indexOf(':');
        return "{" + object.substring(1, firstColon) + ":\"x\"," + object.substring(1);
    }
}
