package dev.portcullis.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How facts and limits are written inside sealed bytes and in the store; a newer program's further fields are skipped.
 */
final class FactsJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private FactsJson() {}

    static byte[] ofReport(KeyReport report) {
        try {
            return JSON.writeValueAsBytes(SealedReport.of(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts of a key could not be written", e);
        }
    }

    /** @throws IOException when the bytes are no report */
    static KeyReport report(byte[] json) throws IOException {
        return JSON.readValue(json, SealedReport.class).report();
    }

    static String ofLimits(CredentialLimits limits) {
        try {
            return JSON.writeValueAsString(limits);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("limits of a key could not be written", e);
        }
    }

    /** No limits for null; {@link IllegalArgumentException} for text that holds none. */
    static CredentialLimits limits(@Nullable String json) {
        if (json == null) {
            return CredentialLimits.NONE;
        }
        try {
            return JSON.readValue(json, CredentialLimits.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the column limits holds no limits of a key");
        }
    }
}
