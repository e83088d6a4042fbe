package dev.portcullis.kill;

import dev.portcullis.Main;
import dev.portcullis.credential.SecretSeal;
import dev.portcullis.ledger.LedgerVerifier;
import dev.portcullis.ledger.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One data directory and its configuration: where gates live one after another. */
final class Premises {
    private static final String CLIENT = "bots";

    private static final String LOG = "gate";

    private final Launcher launcher;
    private final Path data;
    private final Path config;
    private final boolean forgetful;

    private Premises(Launcher launcher, Path folder, boolean forgetful) {
        this.launcher = launcher;
        this.data = folder.resolve("data");
        this.config = folder.resolve("portcullis.yaml");
        this.forgetful = forgetful;
    }

    /** Makes the directory with the gate's own {@code init}. */
    static Premises make(Launcher launcher, Path folder, URI exchange, boolean forgetful)
            throws IOException, InterruptedException {
        Premises premises = new Premises(launcher, folder, forgetful);
        Files.writeString(premises.config, """
                listen: { port: 0 }
                admin: { port: 0 }
                ledger: { segment: 256KiB }
                reconcile: { recvWindow: 500ms, settle: 500ms }
                environments:
                  sandbox: { rest: %s, limits: { address: none, tier: none } }
                """.formatted(exchange));
        Jvm init = launcher.start(LOG, Main.class, List.of("init", "--data", premises.data.toString()));
        if (init.exitCode() != 0) {
            throw new IOException("init failed:\n" + init.log());
        }
        return premises;
    }

    /** Starts the gate as {@code serve} does, with crash points that nothing arms yet. */
    Jvm startCrashing() throws IOException {
        List<String> place = List.of(data.toString(), config.toString());
        return launcher.start(
                LOG,
                CrashingGate.class,
                forgetful
                        ? Stream.concat(place.stream(), Stream.of(CrashingGate.FORGETFUL))
                                .toList()
                        : place);
    }

    /** Starts the gate with {@code serve} itself. */
    Jvm startServing() throws IOException {
        return forgetful
                ? startCrashing()
                : launcher.start(
                        LOG, Main.class, List.of("serve", "--data", data.toString(), "--config", config.toString()));
    }

    /** Makes the account, its key, the bots' client and their token. */
    String moveIn(URI admin) throws IOException, InterruptedException {
        post(
                admin,
                "/admin/accounts",
                new JsonObject().put("name", Simulator.ACCOUNT).put("environment", "sandbox"));
        byte[] publicKey = Base64.getDecoder()
                .decode(ask(admin, "GET", "/admin/seal-key", "").getString("publicKey"));
        byte[] sealed = SecretSeal.toGate(publicKey).seal(Simulator.API_SECRET.getBytes(StandardCharsets.UTF_8));
        post(
                admin,
                "/admin/accounts/" + Simulator.ACCOUNT + "/keys",
                new JsonObject()
                        .put("apiKey", Simulator.API_KEY)
                        .put("sealedSecret", Base64.getEncoder().encodeToString(sealed)));
        post(admin, "/admin/clients", new JsonObject().put("name", CLIENT));
        post(
                admin,
                "/admin/clients/" + CLIENT + "/grants",
                new JsonObject()
                        .put("account", Simulator.ACCOUNT)
                        .put("scopes", new JsonArray(List.of("read", "trade"))));
        return post(admin, "/admin/clients/" + CLIENT + "/tokens", new JsonObject())
                .getString("token");
    }

    private JsonObject post(URI admin, String path, JsonObject body) throws IOException, InterruptedException {
        return ask(admin, "POST", path, body.encode());
    }

    private JsonObject ask(URI admin, String method, String path, String body)
            throws IOException, InterruptedException {
        String operator = Files.readString(data.resolve("operator.token")).strip();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(admin.resolve(path))
                                .header("Authorization", "Bearer " + operator)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " was refused: " + answer.body());
        }
        return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
    }

    /** What {@code audit verify} says. */
    Verdict verify() throws IOException {
        return LedgerVerifier.verify(data.resolve("ledger"), Optional.empty());
    }

    /** The ledger's lines that belong to an orderLinkId: those that name it, and those of the same requests. */
    List<JsonObject> trace(String orderLinkId) throws IOException {
        List<JsonObject> lines;
        try (Stream<Path> files = Files.list(data.resolve("ledger"))) {
            lines = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .flatMap(Premises::linesOf)
                    .toList();
        }
        List<String> requests = lines.stream()
                .filter(line -> line.encode().contains('"' + orderLinkId + '"'))
                .map(line -> line.getString("requestId", ""))
                .filter(request -> !request.isEmpty())
                .distinct()
                .toList();
        return lines.stream()
                .filter(line -> requests.contains(line.getString("requestId", "")))
                .toList();
    }

    private static Stream<JsonObject> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("{") && line.endsWith("}"))
                    .map(JsonObject::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
