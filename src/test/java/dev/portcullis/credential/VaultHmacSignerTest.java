package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.TESTNET;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.SignedRest;
import dev.portcullis.bybit.SigningMoment;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key whose secret is in Vault alone: what it signs is right, and whatever is in the way is told and not sent. */
@ExtendWith(VertxExtension.class)
final class VaultHmacSignerTest {
    private static final String NAME = "alpha";
    private static final VaultHmacKey KEY = new VaultHmacKey("transit", NAME, 1);
    private static final String BODY = "{\"note\":\"тест-µ\"}";
    private static final int IN_FLIGHT_MAX = 2;

    @TempDir
    Path folder;

    private final FakeSignatureLog log = new FakeSignatureLog();
    private final Standing standing = new Standing();
    private final List<VaultHmac> opened = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private FakeVault vault;
    private Path tokenFile;

    @BeforeEach
    void startVault(Vertx vertx) throws Exception {
        this.vertx = vertx;
        vault = FakeVault.start(vertx);
        vault.importHmac(NAME, FakeDesk.SECRET.getBytes(UTF_8));
        tokenFile = Files.writeString(folder.resolve("vault.token"), FakeVault.TOKEN + "\n");
    }

    @AfterEach
    void stopVault() throws Exception {
        for (VaultHmac one : opened) {
            done(one.close());
        }
        vault.close();
    }

    private VaultHmac hmacs(URI url) {
        VaultAccess access = new VaultAccess(
                url, Optional.empty(), Optional.of(tokenFile), "VAULT_TOKEN", Optional.empty(), Duration.ofSeconds(15));
        VaultHmac one = new VaultHmac(vertx, access, name -> null, IN_FLIGHT_MAX);
        opened.add(one);
        return one;
    }

    private VaultHmacSigner signer() {
        return signer(KEY, vault.url());
    }

    private VaultHmacSigner signer(VaultHmacKey key, URI url) {
        Optional<VaultHmac> vaults = Optional.of(hmacs(url));
        Mandate mandate = new Mandate(
                new CredentialId("alpha-main-1"), TESTNET, new ApiKey("TESTKEY1234567890ab"), standing, log);
        return new VaultHmacSigner(mandate, key, () -> vaults);
    }

    /** Stamped when it is asked, and of use for so long. */
    private static final class Moment implements SigningMoment {
        private final long millisLeft;
        private final List<Long> stamps = new CopyOnWriteArrayList<>();

        private Moment(long millisLeft) {
            this.millisLeft = millisLeft;
        }

        @Override
        public long timestampMs() {
            stamps.add(1_700_000_000_000L);
            return 1_700_000_000_000L;
        }

        @Override
        public long millisLeft() {
            return millisLeft;
        }
    }

    private static Future<SignedRest> sign(VaultHmacSigner signer) {
        return sign(signer, EndpointTable.ORDER_CREATE, new Moment(10_000));
    }

    private static Future<SignedRest> sign(VaultHmacSigner signer, EndpointId endpoint, Moment moment) {
        return signer.rest(
                new RestTarget(new RequestId("request-1"), TESTNET, endpoint), Buffer.buffer(BODY), moment, 5_000);
    }

    private static void assertNotSent(Future<?> signing, String... words) throws Exception {
        Throwable failure = failureOf(signing);
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.NotSent.class));
        Stream.of(words).forEach(word -> assertThat(failure).hasMessageContaining(word));
        assertThat(failure.getMessage())
                .contains("nothing was signed")
                .doesNotContain(FakeVault.TOKEN, "127.0.0.1", "тест-µ", FakeDesk.SECRET);
    }

    @Test
    void everyVectorGivesTheSameHexThroughVault() throws Exception {
        JsonNode file;
        try (InputStream in = VaultHmacSignerTest.class.getResourceAsStream("/credential/signing-vectors.json")) {
            file = new ObjectMapper().readTree(in);
        }
        assertThat(file.path("apiSecret").asText()).isEqualTo(FakeDesk.SECRET);
        VaultHmacSigner signer = signer();
        List<String> checked = new ArrayList<>();
        for (JsonNode vector : file.path("vectors")) {
            Future<String> signature;
            if (vector.has("payload")) {
                signature = signer.rest(
                                FakeDesk.to(TESTNET),
                                Buffer.buffer(vector.path("payload").asText()),
                                vector.path("timestamp").asLong(),
                                vector.path("recvWindow").asInt())
                        .map(SignedRest::signature);
            } else if (vector.has("expires")) {
                signature = signer.socketAuth(vector.path("expires").asLong());
            } else {
                continue;
            }
            assertThat(done(signature))
                    .as(vector.path("id").asText())
                    .isEqualTo(vector.path("sign").asText());
            checked.add(vector.path("id").asText());
        }
        assertThat(checked).containsExactly("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "W1");
        assertThat(vault.asked()).hasSize(9).containsOnly("POST /v1/transit/hmac/alpha/sha2-256");
    }

    @Test
    void everySignatureIsRecordedBeforeVaultIsAskedAndARecordThatFailsAsksNothing() throws Exception {
        VaultHmacSigner signer = signer();
        SignedRest signed = done(sign(signer));
        assertThat(signed.timestampMs()).isEqualTo(1_700_000_000_000L);
        assertThat(signed.recvWindowMs()).isEqualTo(5_000);
        assertThat(signed.apiKey()).isEqualTo("TESTKEY1234567890ab");
        assertThat(log.lines).singleElement().asString().startsWith("request-1 alpha-main-1 1700000000000 5000 ");

        log.refusal = new IllegalStateException("the ledger is closed");

        assertThat(failureOf(sign(signer))).hasMessage("the ledger is closed");
        assertThat(vault.asked()).hasSize(1);
    }

    @Test
    void theTimestampIsTakenOnlyWithAConnectionToVaultInHand() throws Exception {
        VaultHmacSigner signer = signer();
        Moment moment = new Moment(10_000);
        vault.stop();

        assertNotSent(
                sign(signer, EndpointTable.ORDER_CREATE, moment),
                "Vault cannot be reached",
                "does not accept connections",
                "master-key.vault.url");

        assertThat(moment.stamps).isEmpty();
        assertThat(log.lines).isEmpty();
        vault.startAgain();
        assertThat(done(sign(signer, EndpointTable.ORDER_CREATE, moment)).signature())
                .hasSize(64);
        assertThat(moment.stamps).hasSize(1);
    }

    @Test
    void aVaultThatIsSlowIsWaitedForNoLongerThanTheCallHasTime() throws Exception {
        vault.takeForHmac(20_000);

        assertNotSent(sign(signer(), EndpointTable.ORDER_CREATE, new Moment(100)), "within 100 ms", "Vault's load");
        assertNotSent(sign(signer(), EndpointTable.ORDER_CREATE, new Moment(0)), "within 0 ms");

        assertThat(vault.asked()).as("what has no time left asks nothing").hasSize(1);
    }

    @Test
    void whoFindsNoPlaceIsRefusedAtOnceAndCancelsHavePlacesOfTheirOwn() throws Exception {
        vault.takeForHmac(600);
        VaultHmacSigner signer = signer();
        Future<SignedRest> first = sign(signer);
        Future<SignedRest> second = sign(signer);

        assertThat(sign(signer).failed()).as("at once").isTrue();
        assertNotSent(sign(signer), "saturated", "keys.vault.in-flight");
        Future<SignedRest> cancel = sign(signer, EndpointTable.ORDER_CANCEL, new Moment(10_000));

        done(Future.all(first, second, cancel));
        assertThat(vault.hmacsAtOnce()).isEqualTo(3);
        vault.takeForHmac(0);
        assertThat(done(sign(signer)).signature()).hasSize(64);
    }

    @Test
    void aPlaceIsFreeAgainHoweverItsQuestionEnded() throws Exception {
        VaultHmacSigner signer = signer();
        vault.hangUpOnHmac(true);
        for (int i = 0; i < 2 * IN_FLIGHT_MAX; i++) {
            assertNotSent(sign(signer), "Vault cannot be reached", "connection broke");
        }
        vault.hangUpOnHmac(false);
        vault.takeForHmac(20_000);
        for (int i = 0; i < 2 * IN_FLIGHT_MAX; i++) {
            assertNotSent(sign(signer, EndpointTable.ORDER_CREATE, new Moment(50)), "within 50 ms");
        }
        vault.takeForHmac(0);

        assertThat(done(sign(signer)).signature()).hasSize(64);
    }

    @Test
    void aSealedVaultSaysHowToUnsealIt() throws Exception {
        vault.seal(true);
        assertNotSent(sign(signer()), "Vault is sealed", "vault operator unseal");
        vault.seal(false);
        assertThat(done(sign(signer())).signature()).hasSize(64);
    }

    @Test
    void aTokenWithoutTheRightIsToldWhichOneAndARenewedOneIsReadAnew() throws Exception {
        VaultHmacSigner signer = signer();
        vault.deny("transit/hmac/other/sha2-256");
        done(sign(signer));
        vault.acceptOnly("hvs.renewed");
        assertNotSent(sign(signer), "permission denied", "update on transit/hmac/alpha/sha2-256");
        Files.writeString(tokenFile, "hvs.renewed");
        done(sign(signer));
        vault.deny("transit/hmac/alpha/sha2-256");
        assertNotSent(sign(signer), "permission denied");
    }

    @Test
    void withoutATokenNothingIsAsked() throws Exception {
        Files.delete(tokenFile);
        assertNotSent(sign(signer()), "no token for Vault", "master-key.vault.token-file");
        assertThat(vault.asked()).isEmpty();
        assertThat(log.lines).isEmpty();
    }

    @Test
    void aKeyOrAMountThatIsNotThereSaysToImportIt() throws Exception {
        assertNotSent(
                sign(signer(new VaultHmacKey("transit", "alfa", 1), vault.url())),
                "no key transit/keys/alfa in Vault",
                "import");
        assertNotSent(
                sign(signer(new VaultHmacKey("other", NAME, 1), vault.url())), "no key other/keys/alpha in Vault");
    }

    @Test
    void theVersionStaysPinnedWhateverIsAddedInVault() throws Exception {
        VaultHmacSigner signer = signer();
        String before = done(sign(signer)).signature();

        vault.rotate(NAME);
        vault.importHmacVersion(NAME, "Another_secret_of_at_least_32_bytes".getBytes(UTF_8));

        assertThat(done(sign(signer)).signature()).isEqualTo(before);
        VaultHmacSigner third = signer(new VaultHmacKey("transit", NAME, 3), vault.url());
        assertThat(done(sign(third)).signature()).isNotEqualTo(before).hasSize(64);
        assertNotSent(
                sign(signer(new VaultHmacKey("transit", NAME, 4), vault.url())),
                "no version 4 of transit/keys/alpha",
                "put the API key in again");
        vault.makeNothingBefore(NAME, 2);
        assertNotSent(sign(signer), "does not allow version 1", "min_encryption_version");
    }

    @Test
    void aRevocationHoldsForWhatIsOnTheWayToVault() throws Exception {
        vault.takeForHmac(300);
        VaultHmacSigner signer = signer();
        Future<SignedRest> onTheWay = sign(signer);
        Awaitility.await().until(() -> !vault.asked().isEmpty());

        signer.destroy();

        assertNotSent(onTheWay, "is revoked");
        assertNotSent(sign(signer), "is revoked");
        assertThat(vault.asked()).hasSize(1);
        assertThat(signer).hasToString("VaultHmacSigner[alpha-main-1]");
    }

    @Test
    void aRequestToAnotherEnvironmentIsNotAskedFor() throws Exception {
        assertNotSent(
                signer().rest(FakeDesk.to(FakeDesk.MAINNET), Buffer.buffer(BODY), 1_700_000_000_000L, 5_000),
                "goes to mainnet");
        assertThat(vault.asked()).isEmpty();
    }

    @Test
    void withoutAVaultInTheConfigurationItSaysWhatToSet() throws Exception {
        Mandate mandate = new Mandate(new CredentialId("alpha-main-1"), TESTNET, new ApiKey("SOMEKEY"), standing, log);
        assertNotSent(sign(new VaultHmacSigner(mandate, KEY, Optional::empty)), "transit/alpha:v1", "vault.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>welcome</html>",
                "{}",
                "{\"data\":{}}",
                "{\"data\":{\"hmac\":\"0cc9be29\"}}",
                "{\"data\":{\"hmac\":\"vault:v1:AAAA\"}}",
                "{\"data\":{\"hmac\":\"vault:v1:AAA\"}}",
                "{\"hmac\":\"vault:v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}"
            })
    void whatIsNoSignatureIsNeverTakenForOne(String answer) throws Exception {
        HttpServer other = answering(200, answer);
        assertNotSent(sign(signer(KEY, urlOf(other))), "answer cannot be read");
        done(other.close());
    }

    @Test
    void aSignatureOfAnotherVersionIsRefused() throws Exception {
        String hmac = Base64.getEncoder().encodeToString(new byte[32]);
        HttpServer other = answering(
                200,
                new JsonObject()
                        .put("data", new JsonObject().put("hmac", "vault:v2:" + hmac))
                        .encode());
        assertNotSent(sign(signer(KEY, urlOf(other))), "signed with version 2", "version 1 was asked for");
        done(other.close());
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 429, 500, 502})
    void everyOtherStatusIsNamed(int status) throws Exception {
        HttpServer other = answering(status, "{\"errors\":[\"internal error\"]}");
        assertNotSent(sign(signer(KEY, urlOf(other))), Integer.toString(status));
        done(other.close());
    }

    private HttpServer answering(int status, String body) throws Exception {
        return done(vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(
                                read -> request.response().setStatusCode(status).end(body)))
                .listen(0, "127.0.0.1"));
    }

    private static URI urlOf(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }
}
