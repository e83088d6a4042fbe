package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.access.AuthHeaders;
import dev.portcullis.sandbox.access.HmacCheck;
import dev.portcullis.sandbox.access.SignedRequest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningVectorsTest {
    private static final JsonNode FILE = read();

    static Stream<JsonNode> all() {
        return vectors(vector -> true);
    }

    static Stream<JsonNode> requests() {
        return vectors(vector -> vector.has("payload"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSignatureOfAVectorIsRight(JsonNode vector) {
        HmacCheck check = new HmacCheck(FILE.path("apiSecret").asText());

        byte[] signed = vector.path("stringToSign").asText().getBytes(StandardCharsets.UTF_8);

        assertThat(check.verifies(signed, vector.path("sign").asText())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsSignedOverTimestampKeyWindowAndPayload(JsonNode vector) {
        SignedRequest request = request(vector, vector.path("payload").asText());

        assertThat(new String(request.stringToSign(), StandardCharsets.UTF_8))
                .isEqualTo(vector.path("stringToSign").asText());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void oneMoreByteMakesASignatureWrong(JsonNode vector) {
        HmacCheck check = new HmacCheck(FILE.path("apiSecret").asText());

        SignedRequest request = request(vector, vector.path("payload").asText() + " ");

        assertThat(check.verifies(request.stringToSign(), vector.path("sign").asText()))
                .isFalse();
    }

    @Test
    void anUpperCaseSignatureIsWrong() {
        HmacCheck check = new HmacCheck(FILE.path("apiSecret").asText());
        JsonNode vector = FILE.path("vectors").get(0);

        byte[] signed = vector.path("stringToSign").asText().getBytes(StandardCharsets.UTF_8);

        assertThat(check.verifies(signed, vector.path("sign").asText().toUpperCase(Locale.ROOT)))
                .isFalse();
    }

    private static SignedRequest request(JsonNode vector, String payload) {
        AuthHeaders headers = new AuthHeaders(
                FILE.path("apiKey").asText(),
                vector.path("timestamp").asText(),
                vector.path("sign").asText(),
                vector.path("recvWindow").asText());
        return new SignedRequest(headers, Buffer.buffer(payload), "127.0.0.1");
    }

    private static Stream<JsonNode> vectors(Predicate<JsonNode> wanted) {
        List<JsonNode> vectors = new ArrayList<>();
        FILE.path("vectors").forEach(vectors::add);
        return vectors.stream().filter(wanted);
    }

    private static JsonNode read() {
        try (InputStream stream = SigningVectorsTest.class.getResourceAsStream("/sandbox/signing-vectors.json")) {
            return SignedCaller.JSON.readTree(Objects.requireNonNull(stream, "signing-vectors.json"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
