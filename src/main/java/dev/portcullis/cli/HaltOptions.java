package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a halt or a resume is about; none of them: everything. */
final class HaltOptions {
    @Option(names = "--account", paramLabel = "A")
    @Nullable
    String account;

    @Option(names = "--client", paramLabel = "C")
    @Nullable
    String client;

    @Option(names = "--symbol", paramLabel = "S")
    @Nullable
    String symbol;

    JsonObject toJson() {
        JsonObject scope = new JsonObject();
        putIfGiven(scope, "account", account);
        putIfGiven(scope, "client", client);
        putIfGiven(scope, "symbol", symbol);
        return scope;
    }

    private static void putIfGiven(JsonObject scope, String key, @Nullable String value) {
        if (value != null) {
            scope.put(key, value);
        }
    }

    /** The same scope as options, behind a space each; empty for everything. */
    String asOptions() {
        StringBuilder options = new StringBuilder();
        toJson().forEach(part ->
                options.append(" --").append(part.getKey()).append(' ').append(part.getValue()));
        return options.toString();
    }

    @Override
    public String toString() {
        return toJson().isEmpty() ? "everything" : toJson().getMap().toString();
    }
}
