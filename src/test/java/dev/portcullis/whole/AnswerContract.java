package dev.portcullis.whole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.door.v1.OpenApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds answers against the OpenAPI document: status, headers, media type and every byte of the body. */
final class AnswerContract {
    private static final Set<String> HEADERS_OF_HTTP =
            Set.of("content-type", "content-length", "transfer-encoding", "connection", "date");

    private final OpenApi document;
    private final Schemas schemas;

    AnswerContract(OpenApi document, Schemas schemas) {
        this.document = document;
        this.schemas = schemas;
    }

    /** What is wrong with the answer to that operation; empty when the document describes it. */
    List<String> complaints(OpenApi.Operation operation, Bot.Reply reply) {
        JsonNode response = document.resolved(operation.json().path("responses").path("" + reply.status()));
        if (response.isMissingNode()) {
            return List.of("status " + reply.status() + " is not described");
        }
        List<String> complaints = new ArrayList<>(headers(response, reply));
        String mediaType = reply.header("content-type").split(";", 2)[0];
        JsonNode content = response.path("content").path(mediaType);
        if (content.isMissingNode()) {
            complaints.add("media type " + mediaType + " is not described");
        } else {
            complaints.addAll(body(content.path("schema"), mediaType, reply.text()));
        }
        return complaints;
    }

    private List<String> headers(JsonNode response, Bot.Reply reply) {
        List<String> complaints = new ArrayList<>();
        Set<String> described = new TreeSet<>(HEADERS_OF_HTTP);
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            JsonNode description = document.resolved(header.getValue());
            String name = header.getKey().toLowerCase(Locale.ROOT);
            described.add(name);
            if (reply.headers().containsKey(name)) {
                schemas.complaints(description.path("schema"), TextNode.valueOf(reply.header(name)))
                        .forEach(complaint -> complaints.add("header " + name + complaint));
            } else if (description.path("required").asBoolean()) {
                complaints.add("header " + name + " is missing");
            }
        }
        reply.headers().keySet().stream()
                .filter(name -> !described.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> complaints.add("header " + name + " is not described"));
        return complaints;
    }

    private List<String> body(JsonNode schema, String mediaType, String text) {
        if (mediaType.startsWith("text/") || mediaType.equals("application/yaml")) {
            return schemas.complaints(schema, TextNode.valueOf(text));
        }
        List<String> documents =
                mediaType.equals("application/x-ndjson") ? text.lines().toList() : List.of(text);
        List<String> complaints = new ArrayList<>();
        documents.forEach(one -> complaints.addAll(json(schema, one)));
        return complaints;
    }

    private List<String> json(JsonNode schema, String text) {
        try {
            return schemas.complaints(schema, Schemas.MAPPER.readTree(text));
        } catch (JsonProcessingException broken) {
            return List.of("the body is no JSON: " + text);
        }
    }
}
