package dev.portcullis.door.v1;

import java.util.Arrays;
import java.util.Optional;

/** What can go wrong at this door, each with a page of its own under {@code /problems/}. */
enum ProblemType {
    MALFORMED(
            "malformed",
            400,
            "The request cannot be understood",
            "A field, a parameter or the body is missing or wrong. errors[] names each one with a JSON pointer and says"
                    + " what was expected. Nothing was sent. Mend the request; the same Idempotency-Key may be used."),
    ACCOUNT_UNCLEAR(
            "account-unclear",
            400,
            "Which account is meant?",
            "The request names no account and the client has several grants or none. Name one in the path."),
    UNAUTHENTICATED(
            "unauthenticated",
            401,
            "Nobody that the gate knows",
            "No token was shown, or one that is unknown, expired or revoked. Send Authorization: Bearer <token>. An"
                    + " operator makes a new one with: token issue CLIENT."),
    NOT_GRANTED(
            "not-granted",
            403,
            "Not granted",
            "The client is known but may not do this on this account. detail says which scopes it has. An operator"
                    + " changes that with: client grant CLIENT ACCOUNT --scopes ..."),
    ADDRESS_NOT_ALLOWED(
            "address-not-allowed",
            403,
            "Not from this address",
            "The client or the account may be used from certain addresses only, and this is none of them."),
    NOT_FOUND(
            "not-found",
            404,
            "There is no such thing",
            "Nothing is served at this path, or the gate and the exchange know no such order."),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Not with this method", "The path exists; Allow lists its methods."),
    NOT_ACCEPTABLE(
            "not-acceptable",
            406,
            "Not in that form",
            "Answers come as application/json; lists also as application/x-ndjson."),
    IN_FLIGHT(
            "in-flight",
            409,
            "The first request under this key has no outcome yet",
            "An earlier request with the same key is still on its way. Ask again with the same key and the same body;"
                    + " never send the order under another key before that one is settled."),
    ORDER_OF_ANOTHER(
            "order-of-another",
            409,
            "The orderLinkId belongs to another client",
            "Another client of this gate has made an order under this orderLinkId. Choose another one."),
    NOT_PLACED(
            "not-placed",
            409,
            "Proven not placed",
            "The order under this key was sent, and it is proven that the exchange does not have it. The key is used"
                    + " up; use a new one."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            415,
            "The body must be JSON",
            "Send one JSON object with Content-Type: application/json. With curl: --json '{...}'."),
    KEY_REUSED(
            "key-reused",
            422,
            "The key was used for another order",
            "The Idempotency-Key or clientOrderId was used with another body. Nothing was sent. Send the first body to"
                    + " learn its outcome, or choose a new key for a new order."),
    RISK_LIMIT(
            "risk-limit",
            422,
            "Order above this client's limit",
            "A pre-trade rule of the desk, or a filter of the instrument such as its tick, says no. rule names it,"
                    + " limit is what it allows, asked what was asked for; detail says what to do. Nothing was sent."),
    EXCHANGE_REJECTED(
            "exchange-rejected",
            422,
            "The exchange says no",
            "The exchange refused the request; retCode and retMsg are its own words. Nothing was changed. The key is"
                    + " free again."),
    HALTED(
            "halted",
            423,
            "The desk has halted this",
            "An operator has halted orders like this one. Cancels and reads go on. Ask the desk when trading resumes."),
    RATE_LIMITED(
            "rate-limited",
            429,
            "The turn did not come in time",
            "The rate budget had no room before the deadline, or the exchange itself found the request too frequent"
                    + " (then retCode is there). Nothing was done. Try again after Retry-After, with the same key."),
    ENDPOINT_DENIED(
            "endpoint-denied",
            403,
            "Not served by this gate",
            "The gate does not serve this endpoint of the exchange."),
    UNREADABLE(
            "exchange-unreadable",
            502,
            "The exchange's answer cannot be read",
            "A read was answered by something that is none of Bybit's, or broke off. Nothing was changed; ask again."),
    EXCHANGE_ERROR(
            "exchange-error",
            502,
            "The exchange could not answer",
            "The exchange answered a read with an error of its own; retCode and retMsg are its words. Nothing was"
                    + " changed; ask again later."),
    NOT_SENT(
            "not-sent",
            503,
            "Not sent",
            "The gate could not send the request; it is certain that nothing reached the exchange. Try again with the"
                    + " same key.");

    private final String slug;
    private final int status;
    private final String title;
    private final String page;

    ProblemType(String slug, int status, String title, String page) {
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.page = page;
    }

    static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** The last part of its type's path. */
    String slug() {
        return slug;
    }

    /** The value of {@code type}. */
    String uri() {
        return "/problems/" + slug;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** What its page says. */
    String page() {
        return page;
    }
}
