package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.bybit.RetClass;
import dev.portcullis.bybit.RetCode;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.RequestId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as RFC 9457 says it.
 *
 * @param detail one sentence for the person who reads it
 * @param errors the fields that are wrong; empty when no field is to blame
 * @param outcome what is certain about a write; null for reads
 * @param retryAfterMillis how long to wait before the same request may succeed; 0 where waiting does not help
 * @param exchange the exchange's own words; null when it did not speak
 * @param rule the pre-trade rule that said no; null when none did
 */
record V1Problem(
        ProblemType type,
        String detail,
        List<FieldError> errors,
        @Nullable String outcome,
        long retryAfterMillis,
        @Nullable ExchangeWords exchange,
        Rejection.RiskLimit.@Nullable Rule rule) {

    /** A problem that no rule of the desk made. */
    V1Problem(
            ProblemType type,
            String detail,
            List<FieldError> errors,
            @Nullable String outcome,
            long retryAfterMillis,
            @Nullable ExchangeWords exchange) {
        this(type, detail, errors, outcome, retryAfterMillis, exchange, null);
    }

    /**
     * What the exchange said; of 10004 without the echo of the signed string.
     *
     * @param keyTrouble what is wrong with the key that signed, and what helps; null when nothing is known to be
     */
    record ExchangeWords(
            int retCode, String retMsg, @Nullable String keyTrouble) {
        /** The words, with what they say of the key. */
        ExchangeWords(int retCode, String retMsg) {
            this(
                    retCode,
                    retMsg,
                    KeyTrouble.ofRetCode(retCode)
                            .map(trouble -> trouble.about("this request").sentence())
                            .orElse(null));
        }

        /** The words beside what the head of their answer tells of the key. */
        static ExchangeWords of(int retCode, String retMsg, AnswerHead head) {
            return head.header(AnswerHead.KEY_TROUBLE)
                    .map(told -> new ExchangeWords(retCode, retMsg, told))
                    .orElseGet(() -> new ExchangeWords(retCode, retMsg));
        }
    }

    private static final long RETRY_SOON_MILLIS = 250;
    private static final int TIMESTAMP_OUTSIDE_WINDOW = 10002;

    private static final Map<Class<? extends Rejection>, ProblemType> TYPES = Map.ofEntries(
            Map.entry(Rejection.Malformed.class, ProblemType.MALFORMED),
            Map.entry(Rejection.AccountUnclear.class, ProblemType.ACCOUNT_UNCLEAR),
            Map.entry(Rejection.Unauthenticated.class, ProblemType.UNAUTHENTICATED),
            Map.entry(Rejection.BadSignature.class, ProblemType.UNAUTHENTICATED),
            Map.entry(Rejection.OutsideWindow.class, ProblemType.UNAUTHENTICATED),
            Map.entry(Rejection.NotGranted.class, ProblemType.NOT_GRANTED),
            Map.entry(Rejection.EndpointDenied.class, ProblemType.ENDPOINT_DENIED),
            Map.entry(Rejection.OutOfBudget.class, ProblemType.RATE_LIMITED),
            Map.entry(Rejection.AddressNotAllowed.class, ProblemType.ADDRESS_NOT_ALLOWED),
            Map.entry(Rejection.OrderLinkIdOfAnother.class, ProblemType.ORDER_OF_ANOTHER),
            Map.entry(Rejection.OrderLinkIdUnderAnotherBody.class, ProblemType.KEY_REUSED),
            Map.entry(Rejection.MixedBatch.class, ProblemType.KEY_REUSED),
            Map.entry(Rejection.StillInFlight.class, ProblemType.IN_FLIGHT),
            Map.entry(Rejection.RiskLimit.class, ProblemType.RISK_LIMIT),
            Map.entry(Rejection.Halted.class, ProblemType.HALTED),
            Map.entry(Rejection.NotSent.class, ProblemType.NOT_SENT),
            Map.entry(Rejection.AlreadyNotPlaced.class, ProblemType.NOT_PLACED));

    /** A problem of a read, or of a request that is none yet. */
    static V1Problem of(ProblemType type, String detail) {
        return new V1Problem(type, detail, List.of(), null, 0, null);
    }

    /** A problem of a write that went nowhere. */
    static V1Problem unsent(ProblemType type, String detail) {
        return new V1Problem(type, detail, List.of(), "not_sent", 0, null);
    }

    /** The gate's own no. */
    static V1Problem of(Rejection rejection, boolean isWrite) {
        ProblemType type = TYPES.get(rejection.getClass());
        if (type == null) {
            throw new IllegalStateException(rejection.getClass() + " has no problem type; add it to the table");
        }
        return new V1Problem(
                type,
                rejection.detail(),
                errorsOf(rejection),
                isWrite ? outcomeOf(rejection) : null,
                retryAfterMillis(rejection),
                null,
                rejection instanceof Rejection.RiskLimit limit ? limit.rule() : null);
    }

    private static List<FieldError> errorsOf(Rejection rejection) {
        if (rejection instanceof Rejection.Malformed malformed) {
            return malformed.errors();
        }
        return rejection instanceof Rejection.RiskLimit limit ? limit.errors() : List.of();
    }

    private static String outcomeOf(Rejection rejection) {
        if (rejection instanceof Rejection.StillInFlight) {
            return "unknown";
        }
        return rejection instanceof Rejection.AlreadyNotPlaced ? "not_placed" : "not_sent";
    }

    private static long retryAfterMillis(Rejection rejection) {
        if (rejection instanceof Rejection.OutOfBudget budget) {
            return Math.max(1, budget.retryAfterMillis());
        }
        boolean mayPassSoon = rejection instanceof Rejection.NotSent || rejection instanceof Rejection.StillInFlight;
        return mayPassSoon ? RETRY_SOON_MILLIS : 0;
    }

    /** The exchange's no to a write: definite, nothing was changed. */
    static V1Problem rejectedWrite(ExchangeWords words) {
        ProblemType type = isTooFrequent(words) ? ProblemType.RATE_LIMITED : ProblemType.EXCHANGE_REJECTED;
        return new V1Problem(type, inWords(words), List.of(), "rejected", retryAfterMillis(words), words);
    }

    /** The exchange's no to a read. */
    static V1Problem refusedRead(ExchangeWords words) {
        if (isTooFrequent(words)) {
            return new V1Problem(
                    ProblemType.RATE_LIMITED, inWords(words), List.of(), null, retryAfterMillis(words), words);
        }
        ProblemType type = isOfTheRequest(words) ? ProblemType.EXCHANGE_REJECTED : ProblemType.EXCHANGE_ERROR;
        return new V1Problem(type, inWords(words), List.of(), null, retryAfterMillis(words), words);
    }

    private static boolean isTooFrequent(ExchangeWords words) {
        return RetCode.of(words.retCode()).retClass() == RetClass.RATE;
    }

    private static boolean isOfTheRequest(ExchangeWords words) {
        return switch (RetCode.of(words.retCode()).retClass()) {
            case AMBIGUOUS, TIME, AUTH -> false;
            default -> true;
        };
    }

    private static long retryAfterMillis(ExchangeWords words) {
        boolean passes = isTooFrequent(words) || words.retCode() == TIMESTAMP_OUTSIDE_WINDOW;
        return passes ? RETRY_SOON_MILLIS : 0;
    }

    private static String inWords(ExchangeWords words) {
        String said = "the exchange answered " + words.retCode() + ": " + words.retMsg();
        return words.keyTrouble() == null
                        || KeyTrouble.ofRetCode(words.retCode()).isEmpty()
                ? said
                : said + "; " + words.keyTrouble();
    }

    /** Whether the same request may be sent again as it is. */
    boolean isRetryable() {
        return retryAfterMillis > 0;
    }

    /** This problem under another request's pointers, such as {@code /orders/3}. */
    V1Problem below(String pointer) {
        List<FieldError> moved = errors.stream()
                .map(error -> error.pointer().startsWith("/")
                        ? new FieldError(pointer + error.pointer(), error.detail())
                        : error)
                .toList();
        return new V1Problem(type, detail, moved, outcome, retryAfterMillis, exchange, rule);
    }

    /** The members of the problem document. */
    ObjectNode toJson(RequestId requestId) {
        ObjectNode json = V1Json.object()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail);
        if (!errors.isEmpty()) {
            errors.forEach(error -> json.withArrayProperty("errors")
                    .addObject()
                    .put("pointer", pointerOf(error.pointer()))
                    .put("detail", error.detail()));
        }
        if (outcome != null) {
            json.put("outcome", outcome);
        }
        json.put("retryable", isRetryable());
        if (retryAfterMillis > 0) {
            json.put("retryAfterMillis", retryAfterMillis);
        }
        if (exchange != null) {
            json.put("retCode", exchange.retCode()).put("retMsg", exchange.retMsg());
            if (exchange.keyTrouble() != null) {
                json.put("keyTrouble", exchange.keyTrouble());
            }
        }
        if (rule != null) {
            json.put("rule", rule.name().text()).put("limit", rule.limit()).put("asked", rule.asked());
        }
        return json.put("requestId", requestId.text());
    }

    /** A pointer into the body is a URI fragment (RFC 6901 section 6); what names no field of it stays a word. */
    private static String pointerOf(String pointer) {
        return pointer.startsWith("/") ? "#" + pointer : pointer;
    }
}
