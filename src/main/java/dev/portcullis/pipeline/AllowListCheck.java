package dev.portcullis.pipeline;

import dev.portcullis.identity.Registry;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Service;
import io.vertx.core.Future;

/** Lets a client call from its own addresses only; an account's list is checked when the account is known. */
final class AllowListCheck implements Stage<Identified, Identified> {
    private final Registry registry;

    AllowListCheck(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Service<Identified> before(Service<Identified> next) {
        return who -> registry.desk()
                .addressRefusal(who.client(), who.call().origin().peer())
                .map(refusal -> Future.<Answer>succeededFuture(new Answer.Refused(refusal)))
                .orElseGet(() -> next.serve(who));
    }
}
