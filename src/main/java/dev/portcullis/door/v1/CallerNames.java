package dev.portcullis.door.v1;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.Rejection;
import dev.portcullis.pipeline.OrderLinkIds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request names the orders that it places: under an Idempotency-Key, sent or made by the gate, which counts for
 * each order that has no clientOrderId of its own. Where both are given, both bind.
 *
 * @param owner whose orders they are
 * @param key the Idempotency-Key
 */
record CallerNames(AccountId account, ClientId owner, String key, boolean isGiven) {
    private static final String KEY_FORM = "[!-~]{1,255}";

    /**
     * Reads the key of a request.
     *
     * @param owner the caller
     */
    static CallerNames of(V1Request request, ClientId owner) {
        Optional<String> given = request.header("Idempotency-Key").map(CallerNames::unquoted);
        given.filter(key -> !key.matches(KEY_FORM)).ifPresent(bad -> {
            throw Rejection.Malformed.at("header Idempotency-Key", "must be 1 to 255 visible ASCII characters")
                    .asException();
        });
        return new CallerNames(
                request.account(), owner, given.orElse(request.id().text()), given.isPresent());
    }

    /** The header's draft writes the key as a quoted string; most callers do not. */
    private static String unquoted(String key) {
        boolean isQuoted = key.length() > 2 && key.startsWith("\"") && key.endsWith("\"");
        return isQuoted ? key.substring(1, key.length() - 1) : key;
    }

    /**
     * The orderLinkId of an order.
     *
     * @param clientOrderId the caller's id of it, or null
     * @param child which order of a batch it is; 0 for a single one
     */
    OrderLinkId orderLinkId(@Nullable String clientOrderId, int child) {
        return clientOrderId == null ? ofKey(child) : OrderLinkIds.ofClientOrderId(account, owner, clientOrderId);
    }

    /** The order's other names; what the key alone would have led to is one when the clientOrderId decided. */
    OrderNames names(@Nullable String clientOrderId, int child) {
        if (!isGiven) {
            return new OrderNames(clientOrderId, clientOrderId == null ? OrderLinkIds.sha256(key) : null, null);
        }
        return new OrderNames(clientOrderId, OrderLinkIds.sha256(key), clientOrderId == null ? null : ofKey(child));
    }

    private OrderLinkId ofKey(int child) {
        return OrderLinkIds.ofKey(account, owner, OrderLinkIds.sha256(key), child);
    }
}
