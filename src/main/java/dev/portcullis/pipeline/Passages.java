package dev.portcullis.pipeline;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.Call;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Scope;
import dev.portcullis.risk.Halts;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens passages whose last check asks the desk as it is at that moment. */
final class Passages {
    private final Registry registry;
    private final CredentialBook credentials;
    private final Halts halts;
    private final LongSupplier nanoTicker;

    Passages(Registry registry, CredentialBook credentials, Halts halts, LongSupplier nanoTicker) {
        this.registry = registry;
        this.credentials = credentials;
        this.halts = halts;
        this.nanoTicker = nanoTicker;
    }

    /** A passage that a revocation, a halt or its deadline can stop until it departs. */
    Passage open(Admitted admitted) {
        return new Passage(admitted.call(), nanoTicker, () -> objection(admitted));
    }

    /** A passage for cancels that the gate repeats on its own account: only its deadline can stop it. */
    Passage openForTheGate(Call call) {
        return new Passage(call, nanoTicker, Optional::empty);
    }

    /** The same call with the key that signs for its account by now; one that was wiped meanwhile signs nothing. */
    Admitted signedByThen(Admitted admitted) {
        return credentials
                .inPlaceOf(admitted.credential().id())
                .or(() -> credentials.active(admitted.account()))
                .map(admitted::signedWith)
                .orElse(admitted);
    }

    /** The first halt that stops one of the call's orders, or empty. */
    Optional<Rejection> halted(Admitted admitted) {
        Call call = admitted.call();
        if (call.body() == null || call.body().orders().isEmpty()) {
            return haltFor(admitted, null);
        }
        return call.body().orders().stream()
                .flatMap(order -> haltFor(admitted, order).stream())
                .findFirst();
    }

    private Optional<Rejection> haltFor(Admitted admitted, @Nullable OrderFacts order) {
        boolean reduceOnly =
                order != null && order.terms() != null && order.terms().reduceOnly();
        return halts.check(
                        admitted.client(),
                        admitted.account(),
                        order == null ? null : order.symbol(),
                        admitted.call().kind(),
                        reduceOnly)
                .map(Rejection.class::cast);
    }

    private Optional<String> objection(Admitted admitted) {
        Scope scope = EndpointTable.of(admitted.call().endpoint()).scope().orElse(Scope.READ);
        return registry.stillStands(admitted.token(), admitted.client(), admitted.account(), scope)
                .or(() -> keyGone(admitted))
                .or(() -> halted(admitted).map(Rejection::detail));
    }

    private Optional<String> keyGone(Admitted admitted) {
        return credentials.facts(admitted.credential().id()).isPresent()
                ? Optional.empty()
                : Optional.of("the API key that was to sign it was revoked");
    }
}
