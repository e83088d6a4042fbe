package dev.portcullis.upstream;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.bybit.RetCode;
import dev.portcullis.bybit.Signer;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Verb;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Asks Bybit what a key may do, before it is stored: first the time, which shows whether the environment can be reached
 * and what to sign with, then {@code GET /v5/user/query-api} (docs:v5/user/apikey-info), which any key may call.
 */
public final class KeyInquiry {
    /** What is asked. */
    public static final EndpointId QUERY_API = new EndpointId(Verb.GET, "/v5/user/query-api");

    private static final String CHECK_REACH =
            "check the network, DNS and any proxy or firewall between the gate and the exchange, then try again";

    private final RestExchange exchange;
    private final OwnReads reads;

    /** Asks through the given transport. */
    public KeyInquiry(RestExchange exchange, OwnReads reads) {
        this.exchange = exchange;
        this.reads = reads;
    }

    /** Asks about the key that the signer signs for. */
    public Future<KeyVerdict> about(Signer candidate, EnvironmentId environment) {
        return exchange.send(reads.of(route(environment, ClockKeeper.MARKET_TIME, EndpointKind.PUBLIC_READ), ""))
                .compose(time -> time instanceof Reply.Answered
                        ? ask(candidate, environment)
                        : Future.succeededFuture(unanswered(time, environment)));
    }

    /** Asks about a key of an environment whose time is known: one request. */
    public Future<KeyVerdict> again(Signer known, EnvironmentId environment) {
        return ask(known, environment);
    }

    private Future<KeyVerdict> ask(Signer candidate, EnvironmentId environment) {
        Departure departure = reads.of(route(environment, QUERY_API, EndpointKind.READ), "");
        return exchange.sendSignedBy(candidate, departure).map(reply -> verdict(reply, environment));
    }

    private static Departure.Route route(EnvironmentId environment, EndpointId endpoint, EndpointKind kind) {
        return new Departure.Route(environment, endpoint, kind, null, null);
    }

    private static KeyVerdict verdict(Reply reply, EnvironmentId environment) {
        if (!(reply instanceof Reply.Answered answered)) {
            return unanswered(reply, environment);
        }
        Optional<V5Envelope> envelope = V5Envelope.read(answered.body());
        if (envelope.isEmpty()) {
            return ofStatus(answered.head().status(), environment);
        }
        if (envelope.get().retCode() != 0) {
            return refused(envelope.get().retCode(), environment);
        }
        try {
            return new KeyVerdict.Works(KeyFacts.read(answered.body()));
        } catch (IllegalArgumentException incomplete) {
            return new KeyVerdict.Unanswered(
                    environment + " answered without the facts of the key",
                    "try again; when it stays so, Bybit has changed what query-api answers");
        }
    }

    private static KeyVerdict unanswered(Reply reply, EnvironmentId environment) {
        String why = "it answered with a stream, which was not asked for";
        if (reply instanceof Reply.NotWritten notWritten) {
            why = notWritten.why();
        } else if (reply instanceof Reply.NoAnswer noAnswer) {
            why = noAnswer.why();
        }
        return new KeyVerdict.Unanswered(environment + " could not be asked: " + why, CHECK_REACH);
    }

    /** The meaning of a status alone (docs:v5/error). */
    private static KeyVerdict ofStatus(int status, EnvironmentId environment) {
        String answered = environment + " answered with HTTP status " + status + " and not in Bybit's words";
        return switch (status) {
            case 401 ->
                new KeyVerdict.Unanswered(answered, "check that the key was made on this environment's own site");
            case 403 ->
                new KeyVerdict.Unanswered(
                        answered,
                        "this machine's address is refused: wait 10 minutes if it sent too much, else check that"
                                + " Bybit serves its country");
            default -> new KeyVerdict.Unanswered(answered, CHECK_REACH);
        };
    }

    private static KeyVerdict refused(int retCode, EnvironmentId environment) {
        return KeyTrouble.ofRetCode(retCode)
                .map(trouble -> trouble.about(trouble == KeyTrouble.UNKNOWN ? environment.text() : "")
                        .answeredWith(retCode))
                .map(told -> new KeyVerdict.Refused(retCode, told.what(), told.remedy()))
                .orElseGet(() -> new KeyVerdict.Refused(
                        retCode,
                        "Bybit refused the key with retCode " + retCode + ": "
                                + RetCode.of(retCode).meaning(),
                        remedy(retCode, environment)));
    }

    /** What helps against a refusal that does not speak of the key itself (docs:v5/error). */
    private static String remedy(int retCode, EnvironmentId environment) {
        return switch (retCode) {
            case 10002 ->
                "check this machine's network for long delays, then try again: the gate signs with the"
                        + " exchange's own time";
            case 10006 -> "wait a second, then try again";
            case 10007, 10008 -> "log in to " + environment + " at Bybit and read what it says about the account";
            case 10024 -> "finish the identity check at Bybit, or ask its support";
            default -> "look the code up in Bybit's documentation, docs:v5/error, and ask Bybit if need be";
        };
    }
}
