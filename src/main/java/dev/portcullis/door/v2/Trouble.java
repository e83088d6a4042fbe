package dev.portcullis.door.v2;

import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.AlreadyNotPlaced;
import dev.portcullis.model.Rejection.OutOfBudget;
import dev.portcullis.model.Rejection.StillInFlight;
import java.util.regex.Pattern;

/**
 * Why an answer is none of success, in the old envelope's words.
 *
 * @param extCode v5's retCode where Bybit spoke; {@code unknown} when nobody knows the outcome; else empty
 * @param extInfo more for a person; empty when ret_msg says it all
 * @param outcome what is certain of a write, for the header
 * @param retryAfterMillis when a full budget next has room; 0 when that is not the trouble
 */
record Trouble(int retCode, String retMsg, String extCode, String extInfo, String outcome, long retryAfterMillis) {
    /** A message may show the first letters alone of a name that a caller has chosen, and so of a token. */
    private static final Pattern TOKEN_OR_ITS_BEGIN = Pattern.compile("(pc[lo]_[a-z0-9]{8,12}_)[0-9A-Za-z]+");

    private static final String NOT_SENT = "not_sent";
    private static final String UNKNOWN = "unknown";
    private static final String DO_NOT_RESEND =
            "this is no refusal: the write may have been carried out; send nothing under another order_link_id before a"
                    + " read, or the very same request again, shows what became of it";

    /** No message shows a token, wherever a caller has put one. */
    Trouble {
        retMsg = withoutTokens(retMsg);
        extInfo = withoutTokens(extInfo);
    }

    /** The gate's own no. */
    static Trouble of(Rejection rejection) {
        if (rejection instanceof StillInFlight open) {
            return unknown(open.orderLinkId().text(), open.detail());
        }
        long retryAfterMillis = rejection instanceof OutOfBudget budget ? budget.retryAfterMillis() : 0;
        String outcome = rejection instanceof AlreadyNotPlaced ? "not_placed" : NOT_SENT;
        return new Trouble(OldCodes.of(rejection), rejection.detail(), "", "", outcome, retryAfterMillis);
    }

    /** Bybit's definite no, or its answer to a read. */
    static Trouble ofBybit(OldFamily family, int retCode, String retMsg) {
        return new Trouble(
                OldCodes.ofV5(family, retCode),
                retMsg.isEmpty() ? "refused by Bybit with v5 retCode " + retCode : retMsg,
                Integer.toString(retCode),
                "",
                new Outcome.Rejected(retCode).text(),
                0);
    }

    /** Nobody knows what became of a write. */
    static Trouble unknown(String orderLinkId, String why) {
        String whose = orderLinkId.isEmpty() ? "" : "; order_link_id=" + orderLinkId;
        return new Trouble(
                OldCodes.UNKNOWN,
                "outcome unknown, do not resend" + whose + " (" + why + ")",
                UNKNOWN,
                DO_NOT_RESEND,
                UNKNOWN,
                0);
    }

    /** Proven never written to a socket. */
    static Trouble notSent(String why) {
        return of(new Rejection.NotSent(why));
    }

    /** Proven absent. */
    static Trouble notPlaced(String orderLinkId) {
        return new Trouble(
                OldCodes.NOT_PLACED,
                "the order under order_link_id " + orderLinkId + " is proven not placed; use a new order_link_id",
                "",
                "",
                "not_placed",
                0);
    }

    /** There is no such order, as two reads say. */
    static Trouble absent(OldFamily family) {
        return new Trouble(
                OldCodes.absent(family),
                "order not exists: neither open nor among those of the last days",
                "",
                "",
                "",
                0);
    }

    /** An answer to a read that cannot be shown. */
    static Trouble unreadable(String why) {
        return of(new Rejection.NotSent("the exchange's answer " + why + "; it was a read, so ask again"));
    }

    /** Whether the caller has not proven that it may know anything of the account that it named. */
    boolean isOfAStranger() {
        return extCode.isEmpty() && OldCodes.OF_STRANGERS.contains(retCode);
    }

    private static String withoutTokens(String text) {
        return TOKEN_OR_ITS_BEGIN.matcher(text).replaceAll("$1...");
    }
}
