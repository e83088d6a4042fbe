package dev.portcullis.model;

import org.jspecify.annotations.Nullable;

/**
 * The other names that a caller gave a create; all null but at the V1 door. Together with the orderLinkId they name one
 * order: the same names with another body, or only some of them again, are refused.
 *
 * @param clientOrderId the caller's own id of the order
 * @param idempotencyKeySha256 the Idempotency-Key's SHA-256 in hex; the key itself is not kept
 * @param alias the orderLinkId that the key alone would have led to, when the clientOrderId decided it instead
 */
public record OrderNames(
        @Nullable String clientOrderId,
        @Nullable String idempotencyKeySha256,
        @Nullable OrderLinkId alias) {
    /** The create has no other names. */
    public static final OrderNames NONE = new OrderNames(null, null, null);
}
