package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.TESTNET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.bybit.SignedRest;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HmacSignerTest {
    private final FakeSignatureLog log = new FakeSignatureLog();
    private final Standing standing = new Standing();

    private static JsonNode vectors() throws Exception {
        try (InputStream in = HmacSignerTest.class.getResourceAsStream("/credential/signing-vectors.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private HmacSigner signer(String apiKey, String secret) {
        Mandate mandate = new Mandate(new CredentialId("alpha-main-1"), TESTNET, new ApiKey(apiKey), standing, log);
        return new HmacSigner(mandate, secret.getBytes(StandardCharsets.UTF_8));
    }

    private HmacSigner signer() {
        return signer("TESTKEY1234567890ab", FakeDesk.SECRET);
    }

    private static Future<SignedRest> sign(HmacSigner signer) {
        return signer.rest(FakeDesk.to(TESTNET), Buffer.buffer("{}"), 1_700_000_000_000L, 5_000);
    }

    @Test
    void signsEveryRestVectorByteForByteAndAtOnce() throws Exception {
        JsonNode file = vectors();
        HmacSigner signer =
                signer(file.path("apiKey").asText(), file.path("apiSecret").asText());
        List<String> checked = new ArrayList<>();
        for (JsonNode vector : file.path("vectors")) {
            if (!vector.has("payload")) {
                continue;
            }
            Future<SignedRest> signed = signer.rest(
                    FakeDesk.to(TESTNET),
                    Buffer.buffer(vector.path("payload").asText()),
                    vector.path("timestamp").asLong(),
                    vector.path("recvWindow").asInt());
            assertThat(signed.succeeded()).as("at once").isTrue();
            assertThat(signed.result().signature())
                    .as(vector.path("id").asText())
                    .isEqualTo(vector.path("sign").asText());
            checked.add(vector.path("id").asText());
        }
        assertThat(checked).containsExactly("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8");
    }

    @Test
    void signsTheSocketVector() throws Exception {
        JsonNode file = vectors();
        HmacSigner signer =
                signer(file.path("apiKey").asText(), file.path("apiSecret").asText());
        for (JsonNode vector : file.path("vectors")) {
            if (vector.path("id").asText().equals("W1")) {
                Future<String> signed = signer.socketAuth(vector.path("expires").asLong());
                assertThat(signed.result()).isEqualTo(vector.path("sign").asText());
                return;
            }
        }
        throw new AssertionError("the vectors hold no W1");
    }

    @Test
    void tellsTheHeadersThatWereSigned() {
        SignedRest signed = sign(signer()).result();
        assertThat(signed.apiKey()).isEqualTo("TESTKEY1234567890ab");
        assertThat(signed.timestampMs()).isEqualTo(1_700_000_000_000L);
        assertThat(signed.recvWindowMs()).isEqualTo(5_000);
        assertThat(signed).hasToString("SignedRest[timestampMs=1700000000000, recvWindowMs=5000, redacted]");
    }

    @Test
    void recordsEverySignatureWithTheHashOfWhatWasSigned() throws Exception {
        // When
        HmacSigner signer = signer();
        sign(signer);
        signer.rest(FakeDesk.to(TESTNET), Buffer.buffer(), 1_700_000_000_001L, 2_500);
        signer.socketAuth(1_700_000_010_000L);
        // Then
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest("{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(log.lines)
                .containsExactly(
                        "request-1 alpha-main-1 1700000000000 5000 " + hash,
                        "request-1 alpha-main-1 1700000000001 2500 none",
                        "socket testnet alpha-main-1 1700000010000");
    }

    @Test
    void handsOutNoSignatureThatCouldNotBeRecorded() {
        log.refusal = new IllegalStateException("the ledger is closed");
        assertThat(sign(signer()).cause()).hasMessage("the ledger is closed");
        assertThat(signer().socketAuth(1L).cause()).hasMessage("the ledger is closed");
    }

    @Test
    void refusesARequestToAnotherEnvironmentUnrecorded() {
        Future<SignedRest> signed =
                signer().rest(FakeDesk.to(FakeDesk.MAINNET), Buffer.buffer("{}"), 1_700_000_000_000L, 5_000);
        assertThat(signed.cause())
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.NotSent.class))
                .hasMessageContaining("goes to mainnet")
                .hasMessageContaining("belongs to testnet");
        assertThat(log.lines).isEmpty();
    }

    @Test
    void refusesOnceItsCredentialIsRevoked() {
        HmacSigner signer = signer();
        standing.revoke();
        assertThat(sign(signer).cause()).isInstanceOf(RejectedException.class).hasMessageContaining("is revoked");
        assertThat(signer.socketAuth(1L).cause()).hasMessageContaining("is revoked");
        assertThat(log.lines).isEmpty();
    }

    @Test
    void refusesInTheSameWordsWhenItIsDestroyedInTheMiddleOfASignature() {
        HmacSigner signer = signer();
        log.meanwhile = signer::destroy;
        assertThat(sign(signer).cause()).isInstanceOf(RejectedException.class).hasMessageContaining("is revoked");
        assertThat(log.lines).hasSize(1);
        assertThat(signer).hasToString("HmacSigner[alpha-main-1]");
    }
}
