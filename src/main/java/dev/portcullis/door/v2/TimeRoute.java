package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.Call;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Tells Bybit's time, which scripts read before they sign. */
final class TimeRoute {
    private static final String NANOS = "[0-9]{16,18}|[0-8][0-9]{18}";

    private final OldCalls calls;
    private final OldReads reads;
    private final OldAnswers answers;

    TimeRoute(OldCalls calls, OldReads reads, OldAnswers answers) {
        this.calls = calls;
        this.reads = reads;
        this.answers = answers;
    }

    List<OldRoute> routes() {
        return List.of(OldRoute.get("/v2/public/time", OldFamily.INVERSE, this::time));
    }

    private Future<RawAnswer> time(OldRequest request) {
        request.fields(Set.of()).done();
        Call call = calls.read(request, EndpointTable.SERVER_TIME, new V5Query());
        return reads.read(request.family(), call).map(read -> answer(call, read));
    }

    private RawAnswer answer(Call call, OldReads.Read read) {
        JsonNode nanos = read.result().path("timeNano");
        if (nanos.asText().matches(NANOS)) {
            long micros = TimeUnit.NANOSECONDS.toMicros(Long.parseLong(nanos.asText()));
            return answers.time(call, TimeUnit.MICROSECONDS.toMillis(micros), micros);
        }
        long millis = read.told().timeMillis();
        if (millis <= 0) {
            throw read.unreadable("says no time");
        }
        return answers.time(call, millis, TimeUnit.MILLISECONDS.toMicros(millis));
    }
}
