package dev.portcullis.model;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a write: the exact bytes that will be signed and sent, and what was read of them.
 *
 * @param bytes what will be signed and sent
 * @param category null only where the endpoint takes none
 * @param orders one entry for each order, in the order of the body; empty for configuration calls
 */
public record WriteBody(Buffer bytes, @Nullable Category category, List<OrderFacts> orders) {
    /** A body that names no orders. */
    public static WriteBody plain(Buffer bytes, @Nullable Category category) {
        return new WriteBody(bytes, category, List.of());
    }
}
