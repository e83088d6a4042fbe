package dev.portcullis.door;

import dev.portcullis.model.AnswerHead.Header;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes every /v5/ path, keeps what came, and answers as it is told; by default with the path. */
final class FakeDoor implements Door {
    final List<RawRequest> requests = new CopyOnWriteArrayList<>();
    volatile Function<RawRequest, Future<RawAnswer>> answers =
            request -> Future.succeededFuture(whole("served " + request.path()));

    static RawAnswer whole(String body) {
        return new RawAnswer.Whole(200, List.of(new Header("Content-Type", "text/plain")), Buffer.buffer(body));
    }

    @Override
    public boolean takes(String path) {
        return path.startsWith("/v5/");
    }

    @Override
    public Future<RawAnswer> serve(RawRequest request) {
        requests.add(request);
        return answers.apply(request);
    }
}
