package dev.portcullis.door.v1;

import dev.portcullis.door.RawAnswer;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Serves what describes this door: its OpenAPI document, and a page for each type of problem. */
final class DocumentRoutes {
    private static final String DOCUMENT = "/v1/openapi.yaml";

    private final String document;

    /** Reads the document from the program's own resources. */
    DocumentRoutes() {
        this.document = read(DOCUMENT);
    }

    private static String read(String resource) {
        try (InputStream stream = DocumentRoutes.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the program comes without " + resource + "; build it anew");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(DOCUMENT, Set.of(), this::document), Route.get("/problems/{slug}", Set.of(), this::problem));
    }

    private Future<RawAnswer> document(V1Request request) {
        return Future.succeededFuture(V1Answers.text(200, request.id(), "application/yaml", document));
    }

    private Future<RawAnswer> problem(V1Request request) {
        return Future.succeededFuture(ProblemType.ofSlug(request.capture("slug"))
                .map(type -> V1Answers.text(200, request.id(), "text/html; charset=utf-8", page(type)))
                .orElseGet(() -> V1Answers.problem(
                        V1Problem.of(ProblemType.NOT_FOUND, "there is no problem of this type"),
                        request.id(),
                        List.of())));
    }

    private static String page(ProblemType type) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title></head>
                <body><h1>%1$s</h1><p>%2$s</p><p>HTTP status %3$d, type <code>%4$s</code></p></body>
                </html>
                """.formatted(escaped(type.title()), escaped(type.page()), type.status(), type.uri());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
