package dev.portcullis.pipeline;

import dev.portcullis.identity.Identification;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds out who calls. */
final class Identify implements Stage<Call, Identified> {
    private final Registry registry;
    private final CallBook book;
    private final Strangers strangers;

    Identify(Registry registry, CallBook book, Strangers strangers) {
        this.registry = registry;
        this.book = book;
        this.strangers = strangers;
    }

    @Override
    public Service<Call> before(Service<Identified> next) {
        return call -> {
            Identification who = registry.identify(call.origin().presented());
            if (!(who instanceof Identification.Known known)) {
                return stranger(call, ((Identification.Refusal) who).rejection());
            }
            Optional<Rejection> replay = registry.replayed(call.origin().presented());
            return replay.isPresent()
                    ? stranger(call, replay.get())
                    : next.serve(new Identified(call, known.client(), known.token()));
        };
    }

    private Future<Answer> stranger(Call call, Rejection rejection) {
        book.stranger(call);
        return strangers.turnAway(call, rejection);
    }
}
