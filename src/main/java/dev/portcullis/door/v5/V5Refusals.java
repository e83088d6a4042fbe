package dev.portcullis.door.v5;

import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.AccountUnclear;
import dev.portcullis.model.Rejection.AddressNotAllowed;
import dev.portcullis.model.Rejection.AlreadyNotPlaced;
import dev.portcullis.model.Rejection.BadSignature;
import dev.portcullis.model.Rejection.EndpointDenied;
import dev.portcullis.model.Rejection.Halted;
import dev.portcullis.model.Rejection.Malformed;
import dev.portcullis.model.Rejection.MixedBatch;
import dev.portcullis.model.Rejection.NotGranted;
import dev.portcullis.model.Rejection.NotSent;
import dev.portcullis.model.Rejection.OrderLinkIdOfAnother;
import dev.portcullis.model.Rejection.OrderLinkIdUnderAnotherBody;
import dev.portcullis.model.Rejection.OutOfBudget;
import dev.portcullis.model.Rejection.OutsideWindow;
import dev.portcullis.model.Rejection.RiskLimit;
import dev.portcullis.model.Rejection.StillInFlight;
import dev.portcullis.model.Rejection.Unauthenticated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How the gate's own no looks to a Bybit SDK: HTTP 200 and a retCode, so that its own error handling works. Never 403,
 * which SDKs read as a ban of their address.
 */
final class V5Refusals {
    private static final long RESET_AHEAD_AT_LEAST_MILLIS = 50;
    private static final int TIMEOUT = 170007;
    private static final String TIMEOUT_WORDS = "Request timeout: outcome unknown, do not resend; orderLinkId=";

    /** The whole table; the outcome word says whether anything may be at the exchange. */
    private static final Map<Class<? extends Rejection>, Integer> CODES = Map.ofEntries(
            Map.entry(Malformed.class, 10001),
            Map.entry(AccountUnclear.class, 10001),
            Map.entry(OutsideWindow.class, 10002),
            Map.entry(Unauthenticated.class, 10003),
            Map.entry(BadSignature.class, 10004),
            Map.entry(NotGranted.class, 10005),
            Map.entry(EndpointDenied.class, 10005),
            Map.entry(OutOfBudget.class, 10006),
            Map.entry(AddressNotAllowed.class, 10010),
            Map.entry(OrderLinkIdOfAnother.class, 10014),
            Map.entry(OrderLinkIdUnderAnotherBody.class, 10014),
            Map.entry(MixedBatch.class, 10014),
            Map.entry(StillInFlight.class, TIMEOUT),
            Map.entry(RiskLimit.class, 990001),
            Map.entry(Halted.class, 990002),
            Map.entry(NotSent.class, 990004),
            Map.entry(AlreadyNotPlaced.class, 990005));

    private V5Refusals() {}

    static int codeOf(Rejection rejection) {
        Integer code = CODES.get(rejection.getClass());
        if (code == null) {
            throw new IllegalStateException(rejection.getClass() + " has no retCode; add it to the table");
        }
        return code;
    }

    /** The word for X-Portcullis-Outcome. */
    static String outcomeOf(Rejection rejection) {
        if (rejection instanceof StillInFlight) {
            return "unknown";
        }
        return rejection instanceof AlreadyNotPlaced ? "not_placed" : "not_sent";
    }

    /** Whether the caller has not proven that it may know anything of the account that it named. */
    static boolean isOfAStranger(Rejection rejection) {
        return rejection instanceof Unauthenticated
                || rejection instanceof BadSignature
                || rejection instanceof OutsideWindow
                || rejection instanceof NotGranted
                || rejection instanceof AddressNotAllowed;
    }

    /**
     * The refusal as Bybit would give it.
     *
     * @param exchangeMillis the best guess of Bybit's clock, for the answer's time and the reset header
     * @param perSecond what Bybit documents as the endpoint's limit; empty when that is not known
     */
    static RawAnswer answer(Rejection rejection, List<Header> headers, long exchangeMillis, OptionalInt perSecond) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header("Content-Type", "application/json"));
        if (rejection instanceof OutOfBudget budget) {
            long ahead = Math.max(RESET_AHEAD_AT_LEAST_MILLIS, budget.retryAfterMillis());
            perSecond.ifPresent(limit -> all.add(new Header("X-Bapi-Limit", Integer.toString(limit))));
            all.add(new Header("X-Bapi-Limit-Status", "0"));
            all.add(new Header("X-Bapi-Limit-Reset-Timestamp", Long.toString(exchangeMillis + ahead)));
        }
        return new RawAnswer.Whole(200, all, V5Bodies.refusal(codeOf(rejection), wordsOf(rejection), exchangeMillis));
    }

    private static String wordsOf(Rejection rejection) {
        return rejection instanceof StillInFlight open ? TIMEOUT_WORDS + open.orderLinkId() : rejection.detail();
    }
}
