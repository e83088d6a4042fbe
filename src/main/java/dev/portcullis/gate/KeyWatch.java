package dev.portcullis.gate;

import dev.portcullis.admin.KeyHealth;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the order path and the exchange and reads from Bybit's answers how the keys are. No create, amend or
 * change of settings leaves with a suspended key; reads and cancels always do.
 */
final class KeyWatch implements Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    /** Bybit's answers begin with it (docs:v5/intro). */
    private static final Pattern RET_CODE = Pattern.compile("\\{\\s*\"retCode\"\\s*:\\s*(-?\\d{1,9})");

    private static final int BEGINNING_BYTES = 48;

    private final Exchange exchange;
    private final KeyHealth health;

    KeyWatch(Exchange exchange, KeyHealth health) {
        this.exchange = exchange;
        this.health = health;
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
        return exchange.send(departure).onSuccess(reply -> learn(departure.route(), key, reply));
    }

    private static boolean bringsRisk(EndpointKind kind) {
        return !kind.isRead() && !kind.isCancel();
    }

    private static String whySuspended(CredentialId key, KeyHealth.Illness illness) {
        return "key " + key + " is suspended, for Bybit has refused it " + illness.refusals() + " times in a row: "
                + illness.trouble().cause() + "; " + illness.trouble().remedy();
    }

    private void learn(Departure.Route route, CredentialId key, Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return;
        }
        OptionalInt retCode = retCodeOf(answered.body());
        if (retCode.isEmpty()) {
            return;
        }
        Optional<KeyTrouble> trouble = KeyTrouble.ofOrders(retCode.getAsInt(), route.environment());
        if (trouble.isPresent()) {
            refused(route, key, trouble.get());
        } else if (retCode.getAsInt() == 0 && !route.kind().isRead()) {
            health.worked(key);
        }
    }

    /** A right that is missing for one read says nothing about orders. */
    private void refused(Departure.Route route, CredentialId key, KeyTrouble trouble) {
        if (trouble.retCode() == KeyTrouble.PERMISSION_DENIED && !route.kind().isCreate()) {
            return;
        }
        if (health.refused(key, trouble)) {
            LOG.error("key {} is suspended: {}; {}", key, trouble.cause(), trouble.remedy());
        }
    }

    private static OptionalInt retCodeOf(Buffer body) {
        String beginning = body.getString(0, Math.min(BEGINNING_BYTES, body.length()), "ISO-8859-1");
        Matcher found = RET_CODE.matcher(beginning);
        return found.lookingAt() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }
}
