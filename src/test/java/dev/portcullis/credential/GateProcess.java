package dev.portcullis.credential;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gate in a process of its own, so that nothing of the test is in its memory; asked at its admin door. */
final class GateProcess implements AutoCloseable {
    private final Process process;
    private final URI admin;
    private final String token;
    private final SecretSeal seal;
    private final HttpClient http = HttpClient.newHttpClient();

    private GateProcess(Process process, URI admin, String token) throws Exception {
        this.process = process;
        this.admin = admin;
        this.token = token;
        this.seal = SecretSeal.toGate(
                Base64.getDecoder().decode(ask("GET", "/admin/seal-key", null).getString("publicKey")));
    }

    /** Starts one on an initialised folder. */
    static GateProcess serve(Path data, Path config) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.portcullis.Main",
                        "serve",
                        "--config",
                        config.toString(),
                        "--data",
                        data.toString())
                .redirectError(data.resolveSibling("gate.log").toFile())
                .start();
        return new GateProcess(
                process,
                adminUrl(process),
                Files.readString(data.resolve("operator.token")).strip());
    }

    private static URI adminUrl(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("listening admin ")) {
                return URI.create(line.substring("listening admin ".length()));
            }
        }
        throw new IOException("the gate ended before it listened; see gate.log");
    }

    long pid() {
        return process.pid();
    }

    void putHmac(String account, String label, String apiKey, byte[] secret) throws Exception {
        put(account, label, apiKey, "sealedSecret", secret);
    }

    void putRsa(String account, String label, String apiKey, byte[] pem) throws Exception {
        put(account, label, apiKey, "sealedRsaKey", pem);
    }

    private void put(String account, String label, String apiKey, String field, byte[] secret) throws Exception {
        ask(
                "POST",
                "/admin/accounts/" + account + "/keys",
                new JsonObject()
                        .put("apiKey", apiKey)
                        .put("label", label)
                        .put(field, Base64.getEncoder().encodeToString(seal.seal(secret))));
    }

    /** Has every key sign a read. */
    void checkEveryKey() throws Exception {
        List<String> ids = ask("GET", "/admin/keys", null).getJsonArray("keys").stream()
                .map(key -> ((JsonObject) key).getString("id"))
                .toList();
        for (String id : ids) {
            ask("POST", "/admin/keys/" + id + "/check", new JsonObject());
        }
    }

    JsonObject ask(String method, String path, JsonObject body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(admin.resolve(path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body());
    }

    /** Runs a tool of the machine on this process; whether it is there and did it. */
    static boolean run(String... command) throws Exception {
        try {
            Process tool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return tool.waitFor(120, TimeUnit.SECONDS) && tool.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, 20, TimeUnit.SECONDS)
                .thenCompose(ended -> ended.destroyForcibly().onExit())
                .join();
    }
}
