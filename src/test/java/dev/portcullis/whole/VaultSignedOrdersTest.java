package dev.portcullis.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.credential.FakeVault;
import dev.portcullis.sandbox.access.ApiKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An account whose secret is in Vault alone: it trades, and with Vault away nothing is sent and the reason is told. */
@Tag("once")
@ExtendWith(VertxExtension.class)
final class VaultSignedOrdersTest {
    private static final String API_KEY = "vaultkey0000001";
    private static final String SECRET = "Vaults_Own_Canary_Secret_5f4e3d2c1b0a";
    private static final int IN_FLIGHT = 4;

    @TempDir
    Path folder;

    private FakeVault vault;
    private RunningGate house;
    private Commands commands;
    private Bot bot;

    @BeforeEach
    void openAHouseWhoseKeyIsInVault(Vertx vertx) throws Exception {
        vault = FakeVault.start(vertx);
        vault.importHmac("alpha", SECRET.getBytes(UTF_8));
        Path token = Files.writeString(folder.resolve("vault.token"), FakeVault.TOKEN);
        house = RunningGate.configured(folder, """
                keys: { vault: { in-flight: %d } }
                master-key: { vault: { url: "%s", token-file: "%s", timeout: 10s } }
                """.formatted(IN_FLIGHT, vault.url(), token));
        commands = new Commands();
        Bot.Reply rotated = house.rotateToVault("alpha", API_KEY, SECRET, "alpha");
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        bot = house.bot("bot1", "read", "trade");
    }

    @AfterEach
    void closeAll() {
        commands.close();
        house.close();
        vault.close();
    }

    private int run(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = house.data().toString();
        return commands.run(all);
    }

    private int createsAtTheExchange() {
        return house.sandbox().journal().createsReceived();
    }

    private JsonObject key() throws Exception {
        JsonArray keys = house.admin("GET", "/admin/keys", null).body().getJsonArray("keys");
        return keys.stream()
                .map(JsonObject.class::cast)
                .filter(key -> "vault-hmac".equals(key.getString("algorithm")))
                .filter(key -> "active".equals(key.getString("state")))
                .findFirst()
                .orElseThrow();
    }

    private void assertNotSent(Bot.Reply reply, String... words) {
        assertThat(reply.retCode()).as(reply.text()).isEqualTo(990_004);
        assertThat(reply.outcome()).isEqualTo("not_sent");
        assertThat(reply.retMsg()).contains(words).doesNotContain("127.0.0.1", folder.toString());
    }

    @Test
    void theExchangeVerifiesWhatVaultSignsAfterARestartToo() throws Exception {
        int hmacs = vault.asked().size();
        assertThat(bot.create("vault-1").retCode()).isZero();
        assertThat(bot.cancel("vault-1").retCode()).isZero();
        assertThat(bot.get("/v5/order/realtime?category=linear&symbol=BTCUSDT").retCode())
                .isZero();
        assertThat(vault.asked().size() - hmacs).isGreaterThanOrEqualTo(3);
        assertThat(house.sandbox().journal().requests(request -> request.path().equals("/v5/order/create")))
                .last()
                .extracting(request -> request.receipt().apiKey())
                .isEqualTo(API_KEY);

        String token = house.token("bot1");
        house.restart();

        assertThat(house.bot(token).create("vault-2").retCode()).isZero();
        assertThat(vault.asked().stream().filter(asked -> !asked.contains("/hmac/")))
                .as("nothing else of Vault is used")
                .isEmpty();
    }

    @Test
    void withVaultSealedAwayOrWithoutTheRightNothingReachesTheExchangeAndTheOrderMayBeSentAgain() throws Exception {
        int before = createsAtTheExchange();
        vault.seal(true);
        assertNotSent(bot.create("again"), "Vault is sealed", "vault operator unseal");
        vault.seal(false);
        vault.acceptOnly("hvs.another");
        assertNotSent(bot.create("again"), "permission denied", "update on transit/hmac/alpha/sha2-256");
        vault.acceptOnly(FakeVault.TOKEN);
        vault.hangUpOnHmac(true);
        assertNotSent(bot.create("again"), "Vault cannot be reached");
        vault.hangUpOnHmac(false);
        vault.stop();
        assertNotSent(bot.create("again"), "Vault cannot be reached");
        assertNotSent(bot.cancel("never-was"), "Vault cannot be reached");
        assertThat(createsAtTheExchange()).isEqualTo(before);
        assertThat(house.sandbox().journal().requests(request -> request.path().equals("/v5/order/cancel")))
                .isEmpty();

        vault.startAgain();

        assertThat(bot.create("again").retCode()).isZero();
        assertThat(createsAtTheExchange()).isEqualTo(before + 1);
        assertThat(house.admin("GET", "/admin/keys", null).text()).doesNotContain("suspended");
    }

    @Test
    void aSlowVaultMeetsTheCallsOwnDeadline() throws Exception {
        int before = createsAtTheExchange();
        vault.takeForHmac(8_000);
        long askedNanos = System.nanoTime();

        Bot.Reply refused = bot.with("X-Deadline-Ms", "300").create("slow-1");

        assertNotSent(refused, "Vault made no signature within");
        assertThat(Duration.ofNanos(System.nanoTime() - askedNanos)).isLessThan(Duration.ofSeconds(6));
        assertThat(createsAtTheExchange()).isEqualTo(before);
        vault.takeForHmac(0);
        assertThat(bot.create("slow-1").retCode()).isZero();
    }

    @Test
    void aHaltTakesOutWhatStillWaitsForVault() throws Exception {
        int before = createsAtTheExchange();
        int asked = vault.asked().size();
        vault.takeForHmac(1_000);
        CompletableFuture<Bot.Reply> waiting = bot.createLater("halted-1");
        Awaitility.await().until(() -> vault.asked().size() > asked);

        assertThat(house.admin("POST", "/admin/halt", new JsonObject()).status())
                .isEqualTo(200);

        assertThat(waiting.get().outcome()).as(waiting.get().text()).isEqualTo("not_sent");
        assertThat(createsAtTheExchange()).isEqualTo(before);
    }

    @Test
    void aCancelTakesOutItsOrderThatStillWaitsForVault() throws Exception {
        int before = createsAtTheExchange();
        int asked = vault.asked().size();
        vault.takeForHmac(1_000);
        CompletableFuture<Bot.Reply> waiting = bot.createLater("cancelled-1");
        Awaitility.await().until(() -> vault.asked().size() > asked);

        Bot.Reply cancelled = bot.cancel("cancelled-1");

        assertThat(cancelled.retCode()).as(cancelled.text()).isZero();
        assertThat(waiting.get().outcome()).as(waiting.get().text()).isEqualTo("not_sent");
        assertThat(createsAtTheExchange()).isEqualTo(before);
    }

    @Test
    void aCrowdIsSignedAsFarAsThereArePlacesAndTheRestIsToldNotSent() throws Exception {
        int before = createsAtTheExchange();
        vault.takeForHmac(400);
        List<CompletableFuture<Bot.Reply>> sent = new ArrayList<>();
        for (int i = 0; i < 5 * IN_FLIGHT; i++) {
            sent.add(bot.createLater("crowd-" + i));
        }
        List<Bot.Reply> replies = sent.stream().map(CompletableFuture::join).toList();

        List<Bot.Reply> refused =
                replies.stream().filter(reply -> reply.retCode() != 0).toList();
        assertThat(refused).allMatch(reply -> reply.outcome().equals("not_sent"));
        assertThat(refused)
                .filteredOn(reply -> reply.retMsg().contains("signing in Vault is saturated"))
                .isNotEmpty();
        // the gate's own reads have as many places of their own
        assertThat(vault.hmacsAtOnce()).isBetween(2, 2 * IN_FLIGHT);
        assertThat(createsAtTheExchange()).isEqualTo(before + replies.size() - refused.size());
    }

    @Test
    void theCommandsPutCheckListExamineAndRevokeIt() throws Exception {
        house.sandbox().accounts().put(ApiKey.hmac("vaultkey0000002", RunningGate.UID, SECRET));
        assertThat(put("vaultkey0000002", "alpha")).as(commands.said()).isZero();
        assertThat(run("key", "list")).isZero();
        assertThat(commands.out()).contains("vault-hmac", "transit/alpha:v1");
        String id = key().getString("id");
        assertThat(run("key", "check", id)).as(commands.said()).isZero();
        run("doctor");
        assertThat(commands.out()).contains("vault transit/alpha:v1", "it signs");
        vault.seal(true);
        assertThat(run("key", "check", id)).isNotZero();
        assertThat(commands.said()).contains("Vault is sealed");
        run("doctor");
        assertThat(commands.out()).contains("Vault is sealed");
        vault.seal(false);

        assertThat(run("key", "revoke", id)).as(commands.said()).isZero();

        assertThat(commands.out()).contains("its secret stays in Vault, as transit/alpha:v1");
        assertThat(run("export")).isZero();
        assertThat(commands.out()).contains("alpha").doesNotContain("transit");
    }

    @Test
    void whatCannotBeAKeyInVaultIsNotPutIn() throws Exception {
        vault.makeKey("cipher");
        vault.importHmac("wrong", "another_secret_than_the_exchange_has".getBytes(UTF_8));
        house.sandbox().accounts().put(ApiKey.hmac("vaultkey0000003", RunningGate.UID, SECRET));
        int keys = house.admin("GET", "/admin/keys", null)
                .body()
                .getJsonArray("keys")
                .size();

        assertRefused("../sys/seal", "expected the name of a key in Vault's transit engine");
        assertRefused("missing", "no key transit/keys/missing in Vault");
        assertRefused("alpha:v2", "no version 2 of transit/keys/alpha");
        assertRefused("wrong", "10004");
        assertRefused("cipher", "10004");
        assertThat(run("key", "put", "alpha", "--api-key", "k1234567", "--vault-hmac", "alpha", "--secret-env", "HOME"))
                .isNotZero();
        assertThat(commands.said()).contains("the secret is in Vault alone");
        assertThat(house.admin("GET", "/admin/keys", null).body().getJsonArray("keys"))
                .hasSize(keys);
    }

    private int put(String apiKey, String vaultKey) {
        return run("key", "put", "alpha", "--label", "grid", "--api-key", apiKey, "--vault-hmac", vaultKey);
    }

    private void assertRefused(String vaultKey, String words) {
        assertThat(put("vaultkey0000003", vaultKey)).isNotZero();
        assertThat(commands.said()).contains(words);
    }

    @Test
    void neitherTheStoreNorTheLedgerNorAnyFileOfTheGateHoldsTheSecretOrTheToken() throws Exception {
        assertThat(bot.create("canary-1").retCode()).isZero();
        String answers = house.admin("GET", "/admin/keys", null).text()
                + house.admin("GET", "/admin/status", null).text()
                + house.admin("GET", "/admin/audit/tail?records=300", null).text()
                + house.admin("GET", "/metrics", null).text();
        assertNoSecretIn("an answer", answers);
        assertThat(answers).contains("transit/alpha:v1");
        try (Stream<Path> files = Files.walk(house.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertNoSecretIn(file.toString(), content(file));
            }
        }
        assertNoSecretIn("the configuration", content(folder.resolve("portcullis.yaml")));
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(file), ISO_8859_1);
    }

    private static void assertNoSecretIn(String where, String text) {
        byte[] secret = SECRET.getBytes(UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret);
        assertThat(text)
                .as(where)
                .doesNotContain(
                        SECRET,
                        HexFormat.of().formatHex(secret),
                        base64.substring(0, base64.length() - 2),
                        FakeVault.TOKEN);
    }
}
