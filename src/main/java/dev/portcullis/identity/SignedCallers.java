package dev.portcullis.identity;

import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.TokenId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Knows callers by their signature: whose secret made it, whether it came in time and whether it came before. */
final class SignedCallers {
    private final SigningSecrets secrets;
    private final ExchangeTime exchange;
    private final InstantSource clock;
    private final LongSupplier nanoTicker;
    private final Replays replays;
    private volatile Map<TokenId, SignatureCheck> checks = Map.of();

    SignedCallers(Registry.Parts parts) {
        this.secrets = parts.secrets();
        this.exchange = parts.exchange();
        this.clock = parts.clock();
        this.nanoTicker = parts.nanoTicker();
        this.replays = new Replays(nanoTicker);
    }

    /** A secret is opened once; one that does not open lets nobody in, and its client is told. */
    Future<Void> reload(DeskRows rows) {
        return rows.sealedSecrets().compose(sealedById -> {
            Map<TokenId, SignatureCheck> opened = new ConcurrentHashMap<>();
            List<Future<SignatureCheck>> opening = new ArrayList<>();
            sealedById.forEach(
                    (id, secret) -> opening.add(check(id, secret).onSuccess(check -> opened.put(id, check))));
            return Future.join(opening).transform(done -> {
                checks = Map.copyOf(opened);
                return Future.succeededFuture();
            });
        });
    }

    private Future<SignatureCheck> check(TokenId id, byte[] sealed) {
        SignatureCheck known = checks.get(id);
        return known != null ? Future.succeededFuture(known) : secrets.open(id, sealed);
    }

    /** Only who signed well is told of the time: by that SDKs set their clock and try again. */
    Identification identify(Desk desk, Presented.Signature shown) {
        Identification who = desk.identify(shown, Optional.ofNullable(checks.get(shown.id())), clock.instant());
        if (!(who instanceof Identification.Known known)) {
            return who;
        }
        long ageMillis = TimeUnit.NANOSECONDS.toMillis(
                nanoTicker.getAsLong() - shown.arrival().nanos());
        return SignedWindow.objection(shown, timeFor(desk, known.client()) - ageMillis)
                .<Identification>map(late -> new Identification.Refusal(new Rejection.OutsideWindow(late)))
                .orElse(who);
    }

    /** The time at the exchange of the client's first account; this machine's while that is not known. */
    private long timeFor(Desk desk, Client client) {
        return desk.environmentsOf(client)
                .map(exchange::millis)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .map(OptionalLong::getAsLong)
                .orElseGet(clock::millis);
    }

    /** Why a signature may not let another request in; empty the first time that it is shown. */
    Optional<Rejection> replayed(Presented.Signature shown) {
        return switch (replays.show(shown)) {
            case FIRST -> Optional.empty();
            case REPLAY ->
                Optional.of(new Rejection.BadSignature(
                        "this signature was used before; sign every request anew, with its own timestamp"));
            case FULL ->
                Optional.of(new Rejection.OutOfBudget(
                        "signed clients sent " + Replays.REMEMBERED_MAX + " requests within "
                                + Replays.REMEMBERED_FOR.toSeconds() + " s, more than the gate can keep from being"
                                + " replayed; send fewer",
                        BudgetBound.CLIENT,
                        Replays.REMEMBERED_FOR.toMillis()));
        };
    }
}
