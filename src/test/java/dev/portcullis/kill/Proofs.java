package dev.portcullis.kill;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** How many creates of one orderLinkId were proven not accepted before the next one was signed. */
final class Proofs {
    private static final String CREATE = "POST /v5/order/create";
    /** How much later than a request's arrival the simulator may look at its timestamp. */
    private static final long LOOKED_AT_WITHIN_MILLIS = 20;

    private final List<JsonObject> trace;
    private final List<Long> arrivals;

    private Proofs(List<JsonObject> trace, List<Long> arrivals) {
        this.trace = trace;
        this.arrivals = arrivals;
    }

    /**
     * Counts those that the exchange had refused for good, and those whose timestamp it must have refused. A second
     * signature alone proves nothing, and neither does a refused cancel or amend.
     *
     * @param trace the ledger's lines of the orderLinkId and of its requests, oldest first
     * @param arrivals when creates of it reached the simulator, in Unix milliseconds
     */
    static int count(List<JsonObject> trace, List<Long> arrivals) {
        return new Proofs(trace, arrivals).count();
    }

    private int count() {
        List<Integer> creates = IntStream.range(0, trace.size())
                .filter(line -> isSignedCreate(trace.get(line)))
                .boxed()
                .toList();
        return Math.toIntExact(IntStream.range(1, creates.size())
                .filter(next -> isProvenAbsent(creates.get(next - 1), creates.get(next)))
                .count());
    }

    private static boolean isSignedCreate(JsonObject line) {
        return line.getString("ev").equals("signed")
                && line.getString("endpoint").equals(CREATE);
    }

    private boolean isProvenAbsent(int create, int next) {
        return wasRefused(create, next)
                || (requestOf(create).equals(requestOf(next)) && arrivedOutsideItsWindow(trace.get(create)));
    }

    private boolean wasRefused(int create, int next) {
        return trace.subList(create, next).stream()
                .anyMatch(line -> line.getString("outcome", "").equals("rejected")
                        && line.getString("requestId", "").equals(requestOf(create)));
    }

    private String requestOf(int line) {
        return trace.get(line).getString("requestId", "");
    }

    /** Nothing under this orderLinkId arrived while that signature could have been taken. */
    private boolean arrivedOutsideItsWindow(JsonObject signed) {
        long from = signed.getLong("timestamp");
        long to = from + signed.getLong("recvWindow") - LOOKED_AT_WITHIN_MILLIS;
        return arrivals.stream().noneMatch(arrival -> arrival >= from && arrival <= to);
    }
}
