package dev.portcullis.whole;

import dev.portcullis.credential.RsaKeyPair;
import dev.portcullis.credential.SecretSeal;
import dev.portcullis.gate.Gate;
import dev.portcullis.gate.GatePlace;
import dev.portcullis.gate.Initialisation;
import dev.portcullis.gate.Seams;
import dev.portcullis.sandbox.Sandbox;
import dev.portcullis.sandbox.SandboxSettings;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.AccountKeys;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.RsaCheck;
import dev.portcullis.sandbox.limit.LimitPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A whole gate and the simulator behind it, in this process, on real sockets and a folder of its own. */
final class RunningGate implements AutoCloseable {
    static final long UID = 100_001;
    static final String API_KEY = "wholekey00001";
    static final String API_SECRET = "Canary_Secret_9f8e7d6c5b4a39281706";

    /** The way from the gate to its exchange, on which a test may stand. */
    interface Way {
        /** Where the gate finds that exchange. */
        URI to(URI exchange) throws IOException;
    }

    private Path data;
    private final Path config;
    private final Vertx vertx = Vertx.vertx();
    private final Sandbox sandbox;
    private final AtomicInteger exitCode = new AtomicInteger(-1);
    private final Seams seams;
    private Gate gate;

    private RunningGate(Path folder, LimitPolicy limits, String moreConfig) throws Exception {
        this(folder, limits, moreConfig, Seams.none(), exchange -> exchange);
    }

    private RunningGate(Path folder, LimitPolicy limits, String moreConfig, Seams seams, Way way) throws Exception {
        this.seams = seams;
        this.data = folder.resolve("data");
        this.config = folder.resolve("portcullis.yaml");
        AccountKeys alpha = new AccountKeys(Account.of(UID, "alpha"), List.of(ApiKey.hmac(API_KEY, UID, API_SECRET)));
        this.sandbox =
                get(Sandbox.start(vertx, SandboxSettings.defaults().with(limits).with(List.of(alpha))));
        String gateLimits = limits == LimitPolicy.REAL ? "" : ", limits: { address: none, tier: none }";
        Files.writeString(config, """
                listen: { port: 0 }
                admin: { port: 0 }
                %s
                environments:
                  sandbox: { rest: %s%s }
                """.formatted(moreConfig, way.to(URI.create(sandbox.restUrl())), gateLimits));
        get(new Initialisation(vertx, new SecureRandom()).of(data, null));
        this.gate = startGate();
    }

    /** A gate whose simulator limits nothing, with account alpha and its key, and nobody who may use it yet. */
    static RunningGate unlimited(Path folder) throws Exception {
        return new RunningGate(folder, new LimitPolicy.Unlimited(), "").withAccount();
    }

    /** The same whose simulator limits as Bybit does, this many times as wide. */
    static RunningGate wide(Path folder, int factor) throws Exception {
        return new RunningGate(folder, new LimitPolicy.Scaled(factor), "").withAccount();
    }

    /** The same under Bybit's real limits. */
    static RunningGate limited(Path folder) throws Exception {
        return new RunningGate(folder, LimitPolicy.REAL, "").withAccount();
    }

    /** The same with these lines of configuration. */
    static RunningGate limited(Path folder, String moreConfig) throws Exception {
        return new RunningGate(folder, LimitPolicy.REAL, moreConfig).withAccount();
    }

    /** Without limits, with more lines in its configuration. */
    static RunningGate configured(Path folder, String moreConfig) throws Exception {
        return new RunningGate(folder, new LimitPolicy.Unlimited(), moreConfig).withAccount();
    }

    /** Without limits, with more lines in its configuration and somebody in its seams; its loops are not watched. */
    static RunningGate between(Path folder, String moreConfig, Seams seams) throws Exception {
        RunningGate gate =
                new RunningGate(folder, new LimitPolicy.Unlimited(), moreConfig, seams, exchange -> exchange);
        gate.addAccount();
        return gate;
    }

    /** Without limits, with more lines in its configuration and somebody on its way to the simulator. */
    static RunningGate behind(Path folder, String moreConfig, Way way) throws Exception {
        return new RunningGate(folder, new LimitPolicy.Unlimited(), moreConfig, Seams.none(), way).withAccount();
    }

    /** A gate that limits nothing, with more in its configuration; nobody has called it yet. */
    static RunningGate with(Path folder, String moreConfig) throws Exception {
        RunningGate gate = new RunningGate(folder, new LimitPolicy.Unlimited(), moreConfig);
        gate.addAccount();
        NoBlocking.begin();
        return gate;
    }

    private void addAccount() throws Exception {
        admin("POST", "/admin/accounts", new JsonObject().put("name", "alpha").put("environment", "sandbox"));
        putKey("alpha", API_KEY, API_SECRET);
    }

    private RunningGate withAccount() throws Exception {
        addAccount();
        bot("warm-up", "read", "trade").create("warm-up");
        NoBlocking.begin();
        return this;
    }

    private Gate startGate() {
        return get(Gate.start(new GatePlace(data, config, exitCode::set), seams));
    }

    /**
     * Stops the gate in good order and starts it again on the same folder; the simulator goes on. Tells how long the
     * start took.
     */
    Duration restart() {
        return restart(() -> {});
    }

    /** The same, and does something to the folder while no gate runs on it. */
    Duration restart(Runnable between) {
        NoBlocking.end();
        get(gate.stop());
        between.run();
        return startAgain();
    }

    /** As {@link #restart}, on another data directory. */
    void restartOn(Path otherData) {
        NoBlocking.end();
        get(gate.stop());
        data = otherData;
        startAgain();
    }

    private Duration startAgain() {
        long begunNanos = System.nanoTime();
        gate = startGate();
        Duration took = Duration.ofNanos(System.nanoTime() - begunNanos);
        NoBlocking.begin();
        return took;
    }

    /** A token of a new client with these scopes on alpha, from loopback. */
    Bot bot(String name, String... scopes) throws Exception {
        admin("POST", "/admin/clients", new JsonObject().put("name", name));
        grant(name, "alpha", scopes);
        return bot(token(name));
    }

    Bot bot(String token) {
        return new Bot(gate.dataUrl(), token);
    }

    String token(String client) throws Exception {
        return admin("POST", "/admin/clients/" + client + "/tokens", new JsonObject())
                .body()
                .getString("token");
    }

    void grant(String client, String account, String... scopes) throws Exception {
        admin(
                "POST",
                "/admin/clients/" + client + "/grants",
                new JsonObject().put("account", account).put("scopes", new JsonArray(List.of(scopes))));
    }

    Bot.Reply putKey(String account, String apiKey, String secret) throws Exception {
        return putKey(account, "main", apiKey, secret);
    }

    Bot.Reply putKey(String account, String label, String apiKey, String secret) throws Exception {
        return handOver(account + "/keys", label, apiKey, "sealedSecret", secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets another key take the place of the account's main one. */
    Bot.Reply rotateKey(String account, String apiKey, String secret) throws Exception {
        return rotateKey(account, "main", apiKey, secret);
    }

    Bot.Reply rotateKey(String account, String label, String apiKey, String secret) throws Exception {
        return handOver(
                account + "/keys/rotate", label, apiKey, "sealedSecret", secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Registers the public half of a new pair at the simulator, as a person does at Bybit; the other takes over. */
    Bot.Reply putRsaKey(String account, String apiKey, RsaKeyPair pair) throws Exception {
        sandbox.accounts().put(ApiKey.of(apiKey, UID, RsaCheck.ofPem(pair.publicPem())));
        return handOver(
                account + "/keys/rotate",
                "main",
                apiKey,
                "sealedRsaKey",
                pair.privatePem().use(byte[]::clone));
    }

    /**
     * Lets a key take the place of the account's main one whose secret the simulator has and the gate never gets.
     *
     * @param vaultKey its name in Vault
     */
    Bot.Reply rotateToVault(String account, String apiKey, String secret, String vaultKey) throws Exception {
        sandbox.accounts().put(ApiKey.hmac(apiKey, UID, secret));
        return admin(
                "POST",
                "/admin/accounts/" + account + "/keys/rotate",
                new JsonObject().put("apiKey", apiKey).put("vaultKey", vaultKey));
    }

    private Bot.Reply handOver(String route, String label, String apiKey, String field, byte[] secret)
            throws Exception {
        byte[] publicKey = Base64.getDecoder()
                .decode(admin("GET", "/admin/seal-key", null).body().getString("publicKey"));
        byte[] sealed = SecretSeal.toGate(publicKey).seal(secret);
        return admin(
                "POST",
                "/admin/accounts/" + route,
                new JsonObject()
                        .put("apiKey", apiKey)
                        .put("label", label)
                        .put(field, Base64.getEncoder().encodeToString(sealed)));
    }

    /** Asks the admin door as the first operator. */
    Bot.Reply admin(String method, String path, JsonObject body) throws Exception {
        return new Bot(gate.adminUrl(), operatorToken()).send(method, path, body == null ? "" : body.encode());
    }

    String operatorToken() throws IOException {
        return Files.readString(data.resolve("operator.token")).strip();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Gate gate() {
        return gate;
    }

    Path data() {
        return data;
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            NoBlocking.end();
        } finally {
            get(gate.stop());
            get(sandbox.close());
            get(vertx.close());
        }
    }
}
