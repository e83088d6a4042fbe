package dev.portcullis.pipeline;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.identity.Admittance;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.Answer;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Scope;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.Optional;

/** Decides what the client may do, on which account, and which of the account's keys will sign it. */
final class Authorize implements Stage<Identified, Admitted> {
    private final Registry registry;
    private final CredentialBook credentials;

    Authorize(Registry registry, CredentialBook credentials) {
        this.registry = registry;
        this.credentials = credentials;
    }

    @Override
    public Service<Identified> before(Service<Admitted> next) {
        return who -> {
            Admittance admittance = registry.desk()
                    .admit(
                            who.client(),
                            who.call().wantedAccount(),
                            scopeOf(who),
                            who.call().origin().peer());
            if (admittance instanceof Admittance.Admitted admitted) {
                return withKey(who, admitted, next);
            }
            return refuse(((Admittance.Refusal) admittance).rejection());
        };
    }

    static Scope scopeOf(Identified who) {
        return EndpointTable.of(who.call().endpoint()).scope().orElse(Scope.READ);
    }

    private Future<Answer> withKey(Identified who, Admittance.Admitted admitted, Service<Admitted> next) {
        Optional<CredentialFacts> credential = credentialFor(admitted);
        if (credential.isEmpty()) {
            return refuse(new Rejection.NotSent(whyNone(admitted)));
        }
        return next.serve(new Admitted(
                who.call(), admitted.client(), who.token(), admitted.account(), admitted.grant(), credential.get()));
    }

    /**
     * The key that the grant pins, or what took its place under its label, so that every strategy signs with its own;
     * without a pin the account's active one.
     */
    private Optional<CredentialFacts> credentialFor(Admittance.Admitted admitted) {
        CredentialId pinned = admitted.grant().credential();
        return pinned != null
                ? credentials.inPlaceOf(pinned)
                : credentials.active(admitted.account().id());
    }

    private String whyNone(Admittance.Admitted admitted) {
        CredentialId pinned = admitted.grant().credential();
        return pinned != null
                ? credentials.whyNoneInPlaceOf(pinned)
                : credentials.whyNoneActive(admitted.account().id());
    }

    private static Future<Answer> refuse(Rejection rejection) {
        return Future.succeededFuture(new Answer.Refused(rejection));
    }
}
