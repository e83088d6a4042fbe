package dev.portcullis.bybit;

import dev.portcullis.model.EndpointKind;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer of the exchange proves about the call that it answers. Only Bybit's own well-formed word is a proof;
 * whatever else came back, the call may have been carried out.
 */
public enum Certainty {
    /** Accepted, or so already. */
    DONE,
    /** Definitely not carried out. */
    REFUSED,
    /** May have been carried out; never to be sent again before that is settled. */
    UNKNOWN;

    /**
     * Codes that name a state, or a limit, but do not say that nothing happened: 10018 comes with the address ban,
     * 40004 with an amend that met another change, 110079 while the order is still being processed.
     */
    private static final Set<Integer> ASK_FIRST = Set.of(10018, 40004, 110079);

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Judges an answer to one call. The children of a batch are judged one by one with {@link #ofCode}.
     *
     * @param kind what the call was to do
     * @param httpStatus the answer's status
     * @param envelope the answer's body; empty when it was none of Bybit's
     */
    public static Certainty of(EndpointKind kind, int httpStatus, Optional<V5Envelope> envelope) {
        if (envelope.isEmpty()) {
            return UNKNOWN;
        }
        Certainty byCode = ofCode(kind, envelope.get().retCode());
        if (httpStatus == OK) {
            return byCode;
        }
        return byCode == REFUSED && isRefusingStatus(httpStatus) ? REFUSED : UNKNOWN;
    }

    /** Judges a retCode alone, in an answer of HTTP status 200. */
    public static Certainty ofCode(EndpointKind kind, int retCode) {
        if (ASK_FIRST.contains(retCode)) {
            return UNKNOWN;
        }
        return switch (RetCode.of(retCode).retClass()) {
            case OK, NO_CHANGE -> DONE;
            case AMBIGUOUS, DUPLICATE -> UNKNOWN;
            case UNLISTED -> namesOrders(kind) ? UNKNOWN : REFUSED;
            case PARAM, TIME, AUTH, PERMISSION, RATE, FUNDS, RISK, QTY, PRICE, LIMIT, STATE, ACCOUNT, LIQUIDITY ->
                REFUSED;
            case NOT_FOUND, FINAL -> REFUSED;
        };
    }

    /** A 403, 429 or 5xx may come from anything between here and the engine; its body proves nothing. */
    private static boolean isRefusingStatus(int httpStatus) {
        return httpStatus >= 400
                && httpStatus < 500
                && httpStatus != FORBIDDEN
                && httpStatus != REQUEST_TIMEOUT
                && httpStatus != TOO_MANY_REQUESTS;
    }

    private static boolean namesOrders(EndpointKind kind) {
        return kind.isCreate() || kind.isAmend() || kind.isCancel();
    }
}
