package dev.portcullis.budget;

import dev.portcullis.model.AnswerHead;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an answer of Bybit tells of the windows.
 *
 * @param limitPerSecond the real limit of the request's UID window, when the answer names it
 * @param closedMillis how long that window takes nothing, from the answer on; 0 unless the answer was 10006
 * @param addressBanned whether Bybit has banned this gate's address for too many requests
 */
public record RateAdvice(OptionalInt limitPerSecond, long closedMillis, boolean addressBanned) {
    /** An answer that tells nothing of the windows. */
    public static final RateAdvice NONE = new RateAdvice(OptionalInt.empty(), 0, false);

    private static final int TOO_MANY_VISITS = 10006;
    private static final int ADDRESS_LIMIT_EXCEEDED = 10018;
    private static final long CLOSED_UNLESS_SAID_MILLIS = 2_000;
    private static final long CLOSED_AT_LEAST_MILLIS = 50;
    private static final long CLOSED_AT_MOST_MILLIS = 5_000;
    private static final int COUNT_DIGITS_MAX = 18;
    private static final int BAN_PAGE_BYTES_READ = 4_096;

    /**
     * Reads the advice of an answer (docs:v5/rate-limit). A 403 is a ban only when it says "access too frequent"; a
     * country block says something else and does not heal by waiting. A 10006 without a reset header, which has been
     * seen, closes for 2 s; one with a header for at most 5 s, for the header is another clock's word.
     *
     * @param body whole, or for a streamed answer empty
     * @param retCode the answer's code; empty when it is not Bybit's envelope or was not read
     * @param exchangeMillis Bybit's clock at the answer, from which its reset time is taken
     */
    public static RateAdvice read(AnswerHead head, Buffer body, OptionalInt retCode, long exchangeMillis) {
        boolean banned = (head.status() == 403 && saysTooFrequent(body)) || is(retCode, ADDRESS_LIMIT_EXCEEDED);
        long closedMillis = is(retCode, TOO_MANY_VISITS) ? closedMillis(head, exchangeMillis) : 0;
        return new RateAdvice(limit(head), closedMillis, banned);
    }

    private static boolean is(OptionalInt retCode, int wanted) {
        return retCode.isPresent() && retCode.getAsInt() == wanted;
    }

    private static boolean saysTooFrequent(Buffer body) {
        int read = Math.min(body.length(), BAN_PAGE_BYTES_READ);
        return body.getString(0, read, StandardCharsets.UTF_8.name())
                .toLowerCase(Locale.ROOT)
                .contains("access too frequent");
    }

    private static OptionalInt limit(AnswerHead head) {
        Optional<Long> limit = number(head, "X-Bapi-Limit");
        return limit.isPresent() && limit.get() > 0 && limit.get() < Integer.MAX_VALUE
                ? OptionalInt.of(Math.toIntExact(limit.get()))
                : OptionalInt.empty();
    }

    private static long closedMillis(AnswerHead head, long exchangeMillis) {
        long untilReset = number(head, "X-Bapi-Limit-Reset-Timestamp")
                .map(resetMillis -> resetMillis - exchangeMillis)
                .orElse(CLOSED_UNLESS_SAID_MILLIS);
        return Math.max(CLOSED_AT_LEAST_MILLIS, Math.min(CLOSED_AT_MOST_MILLIS, untilReset));
    }

    private static Optional<Long> number(AnswerHead head, String name) {
        return head.header(name).filter(RateAdvice::isCount).map(Long::valueOf);
    }

    private static boolean isCount(String text) {
        return !text.isEmpty()
                && text.length() <= COUNT_DIGITS_MAX
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
