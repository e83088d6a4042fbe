package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StringToSignTest {
    private static final JsonNode FILE = file();

    static Stream<String> restVectors() {
        return ids("V");
    }

    @ParameterizedTest
    @MethodSource("restVectors")
    void aRestTextAndItsSignatureAreTheVectors(String id) throws GeneralSecurityException {
        JsonNode vector = vector(id);
        String prefix = StringToSign.prefix(
                Long.parseLong(vector.get("timestamp").asText()),
                FILE.get("apiKey").asText(),
                Integer.parseInt(vector.get("recvWindow").asText()));

        String text = prefix + vector.get("payload").asText();

        assertThat(text).isEqualTo(vector.get("stringToSign").asText());
        assertThat(hmac(text)).isEqualTo(vector.get("sign").asText());
    }

    @Test
    void aSocketTextAndItsSignatureAreTheVector() throws GeneralSecurityException {
        JsonNode vector = vector("W1");

        String text = StringToSign.socketAuth(vector.get("expires").asLong());

        assertThat(text).isEqualTo(vector.get("stringToSign").asText());
        assertThat(hmac(text)).isEqualTo(vector.get("sign").asText());
    }

    @Test
    void allEightRestVectorsAreThere() {
        assertThat(restVectors()).containsExactly("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8");
    }

    private static String hmac(String text) throws GeneralSecurityException {
        byte[] secret = FILE.get("apiSecret").asText().getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode vector(String id) {
        for (JsonNode vector : FILE.get("vectors")) {
            if (vector.get("id").asText().equals(id)) {
                return vector;
            }
        }
        throw new AssertionError("no vector " + id);
    }

    private static Stream<String> ids(String prefix) {
        List<String> ids = new ArrayList<>();
        FILE.get("vectors").forEach(vector -> ids.add(vector.get("id").asText()));
        return ids.stream().filter(id -> id.startsWith(prefix));
    }

    private static JsonNode file() {
        try {
            return new ObjectMapper().readTree(TestResource.bytes("signing-vectors.json"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
