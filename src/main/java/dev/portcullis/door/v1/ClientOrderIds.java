package dev.portcullis.door.v1;

import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.Optional;

/** Knows what callers call their own orders. */
@FunctionalInterface
interface ClientOrderIds {
    /** The clientOrderId under which the caller of this request placed that order; empty when it did not. */
    Future<Optional<String>> find(V1Request request, OrderLinkId orderLinkId);
}
