package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Opens JSON of the exchange, or JSON that was read strictly before. */
final class LenientJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private LenientJson() {}

    static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }
}
