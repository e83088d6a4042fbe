package dev.portcullis.gate;

import dev.portcullis.admin.KeyHealth;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.bybit.KeyTrouble.Told;
import dev.portcullis.bybit.RetCode;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the order path and the exchange and reads from Bybit's answers how the keys are. No create, amend or
 * change of settings leaves with a suspended key; reads and cancels always do. Whoever trades with a key in trouble is
 * told so in a header of the answer.
 */
final class KeyWatch implements Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    /** Bybit's answers begin with it (docs:v5/intro). */
    private static final Pattern RET_CODE = Pattern.compile("\\{\\s*\"retCode\"\\s*:\\s*(-?\\d{1,9})");

    private static final int BEGINNING_BYTES = 48;

    private final Exchange exchange;
    private final KeyHealth health;
    private final CredentialBook book;
    private final InstantSource clock;

    KeyWatch(Exchange exchange, KeyHealth health, CredentialBook book, InstantSource clock) {
        this.exchange = exchange;
        this.health = health;
        this.book = book;
        this.clock = clock;
    }

    @Override
    public Future<Reply> send(Departure departure) {
        CredentialId key = departure.route().credential();
        if (key == null) {
            return exchange.send(departure);
        }
        Optional<KeyHealth.Illness> suspended = health.of(key).filter(KeyHealth.Illness::suspends);
        if (suspended.isPresent() && bringsRisk(departure.route().kind())) {
            return Future.succeededFuture(new Reply.NotWritten(whySuspended(key, suspended.get())));
        }
        return exchange.send(departure).map(reply -> {
            learn(departure.route(), key, reply);
            return told(key, reply);
        });
    }

    private static boolean bringsRisk(EndpointKind kind) {
        return !kind.isRead() && !kind.isCancel();
    }

    private static String whySuspended(CredentialId key, KeyHealth.Illness illness) {
        return "key " + key + " is " + illness.what() + "; " + illness.told().remedy();
    }

    private void learn(Departure.Route route, CredentialId key, Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return;
        }
        OptionalInt retCode = retCodeOf(answered.body());
        if (retCode.isEmpty()) {
            return;
        }
        int code = retCode.getAsInt();
        Optional<KeyTrouble> trouble = KeyTrouble.ofRetCode(code);
        if (trouble.isPresent()) {
            refused(route, key, trouble.get(), code);
        } else if (showsThatTheKeyWasTaken(code)) {
            taken(route, key);
        }
    }

    private void taken(Departure.Route route, CredentialId key) {
        if (route.kind().isRead()) {
            health.tookRead(key, clock.millis());
        } else {
            health.tookWrite(key, clock.millis());
        }
    }

    /** Bybit looks at the order only when it has let the key in. */
    private static boolean showsThatTheKeyWasTaken(int retCode) {
        return switch (RetCode.of(retCode).retClass()) {
            case AMBIGUOUS, TIME, AUTH, RATE -> false;
            default -> true;
        };
    }

    /** A right that is missing for a read, or for getting out, says nothing about new orders. */
    private void refused(Departure.Route route, CredentialId key, KeyTrouble trouble, int retCode) {
        if (trouble == KeyTrouble.RIGHT_MISSING && !bringsRisk(route.kind())) {
            return;
        }
        Optional<CredentialFacts> facts = book.facts(key);
        if (facts.isEmpty()) {
            return;
        }
        Told told = words(trouble, route, facts.get()).answeredWith(retCode);
        if (health.refused(key, told, facts.get().report().key().rights())) {
            LOG.error("key {} is suspended: {}", key, told.sentence());
        }
    }

    private static Told words(KeyTrouble trouble, Departure.Route route, CredentialFacts facts) {
        if (trouble == KeyTrouble.RIGHT_MISSING) {
            return facts.report().key().rights().readOnly()
                    ? KeyTrouble.READ_ONLY.told()
                    : trouble.about(route.endpoint().path());
        }
        return trouble == KeyTrouble.UNKNOWN ? trouble.about(route.environment().text()) : trouble.told();
    }

    /** The same reply, with what its caller should know of the key. */
    private Reply told(CredentialId key, Reply reply) {
        Optional<Told> told = health.forCallers(key);
        if (told.isEmpty()) {
            return reply;
        }
        if (reply instanceof Reply.Answered answered) {
            return new Reply.Answered(with(answered.head(), told.get()), answered.body());
        }
        return reply instanceof Reply.Streaming streaming
                ? new Reply.Streaming(with(streaming.head(), told.get()), streaming.body())
                : reply;
    }

    private static AnswerHead with(AnswerHead head, Told told) {
        List<AnswerHead.Header> headers = new ArrayList<>(head.headers());
        headers.add(new AnswerHead.Header(AnswerHead.KEY_TROUBLE, told.trouble().word() + ": " + told.sentence()));
        return new AnswerHead(head.status(), List.copyOf(headers));
    }

    private static OptionalInt retCodeOf(Buffer body) {
        String beginning = body.getString(0, Math.min(BEGINNING_BYTES, body.length()), "ISO-8859-1");
        Matcher found = RET_CODE.matcher(beginning);
        return found.lookingAt() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }
}
