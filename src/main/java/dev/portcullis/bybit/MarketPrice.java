package dev.portcullis.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.model.Symbol;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one symbol costs now (docs:v5/market/tickers).
 *
 * @param last the price of its last trade
 * @param mark what positions are valued at; null on spot, which has none
 */
public record MarketPrice(BigDecimal last, @Nullable BigDecimal mark) {
    private static final String ASKED = "tickers";

    /**
     * Reads the answer about one symbol; empty when that symbol has no price.
     *
     * @throws IllegalArgumentException when the answer is no success, or cannot be read
     */
    public static Optional<MarketPrice> read(Symbol symbol, Buffer body) {
        for (JsonNode item : V5Result.of(body, ASKED).path("list")) {
            BigDecimal last = price(item, "lastPrice");
            if (item.path("symbol").asText().equals(symbol.text()) && last != null) {
                return Optional.of(new MarketPrice(last, price(item, "markPrice")));
            }
        }
        return Optional.empty();
    }

    private static @Nullable BigDecimal price(JsonNode item, String name) {
        String text = item.path(name).asText();
        if (text.isEmpty()) {
            return null;
        }
        BigDecimal price = new BigDecimal(text);
        return price.signum() > 0 ? price : null;
    }
}
