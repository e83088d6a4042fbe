package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.ALPHA;
import static dev.portcullis.credential.FakeDesk.TESTNET;
import static dev.portcullis.credential.FakeDesk.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCandidateTest {
    private static final KeyPlace PLACE = new KeyPlace(TESTNET, ALPHA, "main");
    private static final ApiKey API_KEY = new ApiKey("TESTKEY1234567890ab");

    private static KeyPair pair(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static void assertRsaRefused(String pem, String words) {
        assertThatThrownBy(() -> KeyCandidate.rsa(PLACE, API_KEY, secret(pem)))
                .isInstanceOfSatisfying(
                        CredentialException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.INVALID))
                .hasMessageContaining(words);
    }

    @Test
    void blanksAndLineEndsAroundASecretDoNotCount() {
        KeyCandidate candidate = KeyCandidate.hmac(PLACE, API_KEY, secret(" \tTheSecret\r\n"));
        String kept = candidate.secret().use(bytes -> new String(bytes, StandardCharsets.US_ASCII));
        assertThat(kept).isEqualTo("TheSecret");
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "' \n', is empty",
        "'two words', holds a blank",
        "'two\nlines', holds a blank",
    })
    void aSecretThatCannotBeOneIsRefusedWithTheReason(String text, String words) {
        assertThatThrownBy(() -> KeyCandidate.hmac(PLACE, API_KEY, secret(text)))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aSecretBeyondAsciiOrFarTooLongIsRefused() {
        Secret cyrillic = Secret.takeOwnershipOf("тайна".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> KeyCandidate.hmac(PLACE, API_KEY, cyrillic)).hasMessageContaining("beyond ASCII");
        assertThatThrownBy(() -> KeyCandidate.hmac(PLACE, API_KEY, secret("x".repeat(257))))
                .hasMessageContaining("--rsa-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "with blank", "line\n", "кириллица"})
    void anApiKeyThatCannotBeOneIsRefusedWithWhatToDo(String text) {
        assertThatThrownBy(() -> new ApiKey(text)).hasMessageContaining("copy it again from API Management");
    }

    @Test
    void anApiKeyPrintsShortened() {
        assertThat(API_KEY).hasToString("TEST...");
        assertThat(KeyCandidate.hmac(PLACE, API_KEY, secret("s3cret")))
                .hasToString("KeyCandidate[alpha/main on testnet, TEST..., hmac]");
    }

    @Test
    void anRsaKeyIsTakenAsPkcs8() throws Exception {
        String pem = RsaSignerTest.pemOf(pair("RSA", 2_048));
        KeyCandidate candidate = KeyCandidate.rsa(PLACE, API_KEY, secret("leading words\n" + pem));
        assertThat(candidate.algorithm()).isEqualTo(KeyAlgorithm.RSA);
    }

    @Test
    void otherFormsOfKeysAreRefusedWithTheCommandThatConvertsThem() throws Exception {
        assertRsaRefused("-----BEGIN RSA PRIVATE KEY-----\nAA==\n", "openssl pkcs8 -topk8 -nocrypt");
        assertRsaRefused("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n", "passphrase");
        assertRsaRefused("-----BEGIN PUBLIC KEY-----\nAA==\n", "public half");
        assertRsaRefused("hello", "begins with -----BEGIN PRIVATE KEY-----");
        assertRsaRefused("-----BEGIN PRIVATE KEY-----\nAA==\n", "begins with -----BEGIN PRIVATE KEY-----");
        assertRsaRefused("-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----", "openssl genpkey");
        assertRsaRefused("-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----", "no base64");
        assertRsaRefused(RsaSignerTest.pemOf(pair("EC", 256)), "openssl genpkey");
        assertRsaRefused(RsaSignerTest.pemOf(pair("RSA", 1_024)), "1024 bits");
    }

    @Test
    void aRefusalOfAnRsaKeyShowsNothingOfIt() throws Exception {
        KeyPair weak = pair("RSA", 1_024);
        String pem = RsaSignerTest.pemOf(weak);
        String start = Base64.getEncoder()
                .encodeToString(weak.getPrivate().getEncoded())
                .substring(40, 80);
        assertThatThrownBy(() -> KeyCandidate.rsa(PLACE, API_KEY, secret(pem)))
                .hasMessageNotContaining(start)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Main", "a b", "-x", "a234567890123456x"})
    void aLabelThatCannotBeOneIsRefused(String label) {
        assertThatThrownBy(() -> new KeyPlace(TESTNET, ALPHA, label)).hasMessageContaining("[a-z0-9]");
    }
}
