package dev.portcullis.pipeline;

import dev.portcullis.identity.Identification;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.Future;

/** Finds out who calls. */
final class Identify implements Stage<Call, Identified> {
    private final Registry registry;
    private final CallBook book;

    Identify(Registry registry, CallBook book) {
        this.registry = registry;
        this.book = book;
    }

    @Override
    public Service<Call> before(Service<Identified> next) {
        return call -> {
            Identification who = registry.identify(call.origin().presented());
            if (who instanceof Identification.Known known) {
                return next.serve(new Identified(call, known.client(), known.token()));
            }
            Rejection rejection = ((Identification.Refusal) who).rejection();
            book.stranger(call, rejection);
            return Future.succeededFuture(new Answer.Refused(rejection));
        };
    }
}
