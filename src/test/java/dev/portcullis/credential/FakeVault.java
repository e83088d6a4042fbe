package dev.portcullis.credential;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Vault's transit engine on a real socket, as its API documentation and source have it (vault/api-docs/secret/transit):
 * versioned keys that never leave it, ciphertexts {@code vault:vN:base64}, associated data that must match, and the
 * answers of a sealed Vault, a token without rights and a key that is not there. It shares no code with the gate.
 */
public final class FakeVault implements AutoCloseable {
    /** The token that may do everything but make keys. */
    public static final String TOKEN = "hvs.CAESIfake_token_that_must_not_be_seen";

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger hmacsInFlight = new AtomicInteger();
    private final AtomicInteger hmacsAtOnce = new AtomicInteger();
    private final Vertx vertx;
    private HttpServer server;
    private volatile boolean sealed;
    private volatile long hmacMillis;
    private volatile boolean hangsUp;
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private volatile String validToken = TOKEN;

    /** One key: a secret per version, from 1. */
    private static final class Key {
        private final String type;
        private final boolean derived;
        private final List<byte[]> versions = new ArrayList<>();
        /** What HMACs are made with: the key itself where its type is hmac, else another secret of each version. */
        private final List<byte[]> hmacVersions = new ArrayList<>();

        private int oldestThatOpens = 1;
        private int oldestThatMakes;

        private Key(String type, boolean derived, byte[] first) {
            this.type = type;
            this.derived = derived;
            add(first);
        }

        private void add(byte[] next) {
            versions.add(next);
            hmacVersions.add(type.equals("hmac") ? next : mac(next, new byte[] {1}));
        }
    }

    private FakeVault(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Starts one with no key, on a free port. */
    public static FakeVault start(Vertx vertx) throws Exception {
        FakeVault vault = new FakeVault(vertx);
        vault.listen(0);
        return vault;
    }

    private void listen(int port) throws Exception {
        server = FakeDesk.done(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(port, "127.0.0.1"));
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** {@code vault write -f transit/keys/NAME}. */
    public void makeKey(String name) {
        makeKey(name, "aes256-gcm96", false);
    }

    /** The same with a type, derived or not. */
    public void makeKey(String name, String type, boolean derived) {
        keys.put(name, new Key(type, derived, fresh()));
    }

    /** {@code vault transit import transit/keys/NAME @FILE type=hmac}: those bytes are version 1. */
    public void importHmac(String name, byte[] secret) {
        keys.put(name, new Key("hmac", false, ofImportableSize(secret).clone()));
    }

    /** {@code vault transit import-version transit/keys/NAME @FILE}: those bytes are the next version. */
    public void importHmacVersion(String name, byte[] secret) {
        keys.get(name).add(ofImportableSize(secret).clone());
    }

    private static byte[] ofImportableSize(byte[] secret) {
        if (secret.length < 32 || secret.length > 512) {
            throw new IllegalArgumentException("invalid key size " + secret.length + " bytes for key type hmac");
        }
        return secret;
    }

    /** {@code vault write -f transit/keys/NAME/rotate}. */
    public void rotate(String name) {
        keys.get(name).add(fresh());
    }

    /** {@code vault write transit/keys/NAME/config min_encryption_version=N}. */
    public void makeNothingBefore(String name, int version) {
        keys.get(name).oldestThatMakes = version;
    }

    /** The token's policy has nothing on that path any more, such as {@code transit/hmac/NAME/sha2-256}. */
    public void deny(String path) {
        denied.add("/v1/" + path);
    }

    /** From now on it hangs up on whoever asks for an HMAC, or no more. */
    public void hangUpOnHmac(boolean now) {
        hangsUp = now;
    }

    /** {@code vault write transit/keys/NAME/config min_decryption_version=N}. */
    public void openNothingBefore(String name, int version) {
        keys.get(name).oldestThatOpens = version;
    }

    /** {@code vault delete transit/keys/NAME}. */
    public void deleteKey(String name) {
        keys.remove(name);
    }

    /** {@code vault operator seal}, or unseal. */
    public void seal(boolean now) {
        sealed = now;
    }

    /** From now on no other token is good. */
    public void acceptOnly(String token) {
        validToken = token;
    }

    /** Each HMAC takes that long. */
    public void takeForHmac(long millis) {
        hmacMillis = millis;
    }

    /** The most HMACs that were asked for at the same time. */
    public int hmacsAtOnce() {
        return hmacsAtOnce.get();
    }

    /** Method and path of everything that was asked. */
    public List<String> asked() {
        return asked;
    }

    /** It goes away, and comes back on the same port. */
    public void stop() throws Exception {
        FakeDesk.done(server.close());
    }

    /** After {@link #stop}. */
    public void startAgain() throws Exception {
        listen(server.actualPort());
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException("the fake Vault does not close", e);
        }
    }

    private byte[] fresh() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return key;
    }

    private void answer(HttpServerRequest request, Buffer body) {
        asked.add(request.method() + " " + request.path());
        if (sealed) {
            refuse(request, 503, "Vault is sealed");
        } else if (!validToken.equals(request.getHeader("X-Vault-Token")) || denied.contains(request.path())) {
            refuse(request, 403, "permission denied");
        } else if (!request.path().startsWith("/v1/transit/")) {
            refuse(
                    request,
                    404,
                    "no handler for route \"" + request.path().substring(4) + "\". route entry not found.");
        } else {
            List<String> path = Arrays.asList(
                    request.path().substring("/v1/transit/".length()).split("/"));
            act(request, path, body.length() == 0 ? new JsonObject() : body.toJsonObject());
        }
    }

    private void act(HttpServerRequest request, List<String> path, JsonObject body) {
        Key key = keys.get(path.get(1));
        boolean read = request.method().name().equals("GET");
        if (key == null) {
            if (read) {
                request.response()
                        .setStatusCode(404)
                        .end(new JsonObject().put("errors", new JsonArray()).encode());
            } else {
                refuse(request, 400, "encryption key not found");
            }
            return;
        }
        try {
            switch (path.get(0)) {
                case "keys" -> say(request, described(path.get(1), key));
                case "encrypt" -> say(request, encrypted(key, body));
                case "decrypt" -> say(request, decrypted(key, body));
                case "hmac" -> hmac(request, key, path.size() > 2 ? path.get(2) : "", body);
                default -> refuse(request, 404, "unsupported path");
            }
        } catch (IllegalArgumentException wrong) {
            refuse(request, 400, wrong.getMessage());
        }
    }

    private static JsonObject described(String name, Key key) {
        JsonObject versions = new JsonObject();
        for (int i = 1; i <= key.versions.size(); i++) {
            versions.put(String.valueOf(i), 1_732_536_000L + i);
        }
        return new JsonObject()
                .put("name", name)
                .put("type", key.type)
                .put("derived", key.derived)
                .put("exportable", false)
                .put("keys", versions)
                .put("latest_version", key.versions.size())
                .put("min_decryption_version", key.oldestThatOpens);
    }

    private JsonObject encrypted(Key key, JsonObject body) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        int version = key.versions.size();
        byte[] sealedBytes =
                crypt(Cipher.ENCRYPT_MODE, working(key, version, body), nonce, binary(body, "plaintext"), body);
        String text = Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealedBytes.length)
                        .put(nonce)
                        .put(sealedBytes)
                        .array());
        return new JsonObject()
                .put("ciphertext", "vault:v" + version + ":" + text)
                .put("key_version", version);
    }

    private static JsonObject decrypted(Key key, JsonObject body) {
        String[] parts = body.getString("ciphertext", "").split(":", 3);
        if (parts.length != 3 || !parts[0].equals("vault") || !parts[1].matches("v[0-9]+")) {
            throw new IllegalArgumentException("invalid ciphertext: no prefix");
        }
        int version = Integer.parseInt(parts[1].substring(1));
        if (version > key.versions.size()) {
            throw new IllegalArgumentException("invalid ciphertext: version is too new");
        }
        if (version < key.oldestThatOpens) {
            throw new IllegalArgumentException("ciphertext or signature version is disallowed by policy (too old)");
        }
        byte[] all = decodeCiphertext(parts[2]);
        byte[] plain = crypt(
                Cipher.DECRYPT_MODE,
                working(key, version, body),
                Arrays.copyOf(all, NONCE_BYTES),
                Arrays.copyOfRange(all, NONCE_BYTES, all.length),
                body);
        return new JsonObject().put("plaintext", Base64.getEncoder().encodeToString(plain));
    }

    /** A derived key has one of its own for each context. */
    private static byte[] working(Key key, int version, JsonObject body) {
        byte[] root = key.versions.get(version - 1);
        if (!key.derived) {
            return root;
        }
        byte[] context = binary(body, "context");
        if (context.length == 0) {
            throw new IllegalArgumentException("missing 'context' for key derivation; the key was created using a"
                    + " derived key, which means additional, per-request information must be included");
        }
        return mac(root, context);
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] input, JsonObject body) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(binary(body, "associated_data"));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("cipher: message authentication failed", refused);
        }
    }

    private void hmac(HttpServerRequest request, Key key, String urlAlgorithm, JsonObject body) {
        if (hangsUp) {
            request.connection().close();
            return;
        }
        JsonObject made = FakeTransitHmac.answer(key.hmacVersions, key.oldestThatMakes, urlAlgorithm, body);
        hmacsAtOnce.accumulateAndGet(hmacsInFlight.incrementAndGet(), Math::max);
        Future<Void> ready = hmacMillis == 0
                ? Future.succeededFuture()
                : vertx.timer(hmacMillis).mapEmpty();
        ready.onSuccess(now -> {
            hmacsInFlight.decrementAndGet();
            say(request, made);
        });
    }

    private static byte[] mac(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] binary(JsonObject body, String field) {
        return decode(body.getString(field, ""));
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("failed to base64-decode", wrong);
        }
    }

    private static byte[] decodeCiphertext(String text) {
        try {
            return decode(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("invalid ciphertext: could not decode base64", wrong);
        }
    }

    private static void say(HttpServerRequest request, JsonObject data) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("request_id", "9f8e7d6c-0000-4000-8000-000000000000")
                        .put("lease_id", "")
                        .put("renewable", false)
                        .put("lease_duration", 0)
                        .put("data", data)
                        .putNull("warnings")
                        .encode());
    }

    private static void refuse(HttpServerRequest request, int status, String error) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("errors", new JsonArray().add(error)).encode());
    }
}
