package dev.portcullis.pipeline;

import dev.portcullis.identity.RefusalCounts;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.LedgerRecord.Caller;
import dev.portcullis.metrics.CallEnd;
import dev.portcullis.metrics.Meters;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.AsyncResult;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts how every call ended, at the one place that all of them pass, and records who was refused: calls of known
 * clients one by one, those of nobody in bursts, so that a flood cannot fill the disk.
 */
final class CallBook implements Stage<Identified, Identified> {
    private final Meters meters;
    private final Ledger ledger;
    private final RefusalCounts strangers;
    private final CallWitness witness;
    private final LongSupplier nanoTicker;

    CallBook(Meters meters, Ledger ledger, RefusalCounts strangers, CallWitness witness, LongSupplier nanoTicker) {
        this.witness = witness;
        this.meters = meters;
        this.ledger = ledger;
        this.strangers = strangers;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public Service<Identified> before(Service<Identified> next) {
        return who -> {
            witness.came(who.client().id(), who.token(), who.call().origin().peer());
            return next.serve(who).onComplete(ended -> {
                count(who.call(), who.client().id(), ended);
                if (ended.succeeded() && ended.result() instanceof Answer.Refused refused) {
                    witness.refused(who.client().id(), refused.rejection());
                    ledger.note(refusal(who, refused.rejection()));
                }
            });
        };
    }

    /** A call of somebody whom the gate does not know; {@link Strangers} records it. */
    void stranger(Call call) {
        meters.call(call.origin().door(), call.endpoint(), null, CallEnd.REFUSED);
    }

    /** A request that did not become a call: a door could not read it, or refused it for what it held. */
    void turnedAway(DoorName door, PeerAddress peer, String why) {
        meters.call(door, null, null, CallEnd.REFUSED);
        strangers.refused(peer, why);
    }

    /** A public read, with or without a client. */
    void publicRead(Call call, AsyncResult<Answer> ended) {
        count(call, null, ended);
    }

    private void count(Call call, @Nullable ClientId client, AsyncResult<Answer> ended) {
        meters.call(call.origin().door(), call.endpoint(), client, endOf(ended));
        if (ended.succeeded() && ended.result() instanceof Answer.Settled settled && settled.outcome() != null) {
            Outcome outcome = settled.outcome();
            meters.order(
                    call.origin().door(),
                    outcome,
                    nanoTicker.getAsLong() - call.timing().arrivedNanos());
        }
    }

    private static CallEnd endOf(AsyncResult<Answer> ended) {
        if (ended.failed()) {
            return CallEnd.FAILED;
        }
        if (ended.result() instanceof Answer.Refused) {
            return CallEnd.REFUSED;
        }
        return ended.result() instanceof Answer.Settled settled && settled.outcome() != null
                ? CallEnd.of(settled.outcome())
                : CallEnd.READ;
    }

    private static LedgerRecord refusal(Identified who, Rejection rejection) {
        Call call = who.call();
        List<OrderFacts> orders = call.body() == null ? List.of() : call.body().orders();
        return new LedgerRecord.Refused(
                call.requestId(),
                new Caller(
                        call.origin().door(),
                        who.client().id(),
                        who.token(),
                        call.origin().peer()),
                call.wantedAccount(),
                call.endpoint(),
                orders.isEmpty() ? null : orders.get(0).orderLinkId(),
                wordOf(rejection),
                rejection.detail());
    }

    /** The rejection's own name in the ledger's spelling: {@code not-granted}. */
    static String wordOf(Rejection rejection) {
        return rejection
                .getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }
}
