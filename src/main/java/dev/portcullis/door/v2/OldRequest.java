package dev.portcullis.door.v2;

import dev.portcullis.door.Deadlines;
import dev.portcullis.door.RawRequest;
import dev.portcullis.door.Showing;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Timing;
import java.util.Set;

/**
 * A request whose endpoint is known and whose parameters are read.
 *
 * @param showing who calls, and for which account
 */
record OldRequest(RawRequest raw, OldFamily family, Parameters parameters, Showing showing) {
    private static final int RECV_WINDOW_MAX_MILLIS = 60_000;

    /** Its parameters as v5's values, of which only these are known. */
    FieldReading fields(Set<OldField> known) {
        return FieldReading.of(parameters, known);
    }

    /** The time that a call for it has; its recv_window counts as a header of v5 would. */
    Timing timing(EndpointKind kind) {
        int recvWindow = parameters.recvWindowMillis(Deadlines.RECV_WINDOW_DEFAULT_MILLIS, RECV_WINDOW_MAX_MILLIS);
        return Deadlines.of(kind, raw.headers(), recvWindow, raw.origin().arrivedNanos());
    }
}
