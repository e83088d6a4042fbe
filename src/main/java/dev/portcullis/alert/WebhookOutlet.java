package dev.portcullis.alert;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each notice to a webhook, one after another: three tries with a growing pause, then the next. At most {@value
 * #WAITING_MAX} wait; one more is not sent. What is not delivered is counted, and logged once until one is delivered.
 */
public final class WebhookOutlet implements AlertOutlet {
    static final int WAITING_MAX = 100;
    static final int TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookOutlet.class);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PAUSE_GROWS_BY = 4;

    private final WebhookPost webhook;
    private final String gateName;
    private final AlertTime time;
    private final LongSupplier nanoTicker;
    private final Runnable whenLost;
    private final Queue<JsonObject> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean failing;

    /**
     * @param gateName how the gate calls itself in each body
     * @param whenLost counts a notice that was not delivered
     */
    public WebhookOutlet(
            WebhookPost webhook, String gateName, AlertTime time, LongSupplier nanoTicker, Runnable whenLost) {
        this.webhook = webhook;
        this.gateName = gateName;
        this.time = time;
        this.nanoTicker = nanoTicker;
        this.whenLost = whenLost;
    }

    @Override
    public void tell(AlertNotice notice) {
        if (!enqueue(body(notice))) {
            lost("there are " + WAITING_MAX + " notices waiting for it already");
            return;
        }
        next();
    }

    private synchronized boolean enqueue(JsonObject body) {
        return waiting.size() < WAITING_MAX && waiting.add(body);
    }

    /** Only one is on its way at a time, so that they arrive in order. */
    private void next() {
        JsonObject body;
        synchronized (this) {
            if (busy || waiting.isEmpty()) {
                return;
            }
            busy = true;
            body = waiting.remove();
        }
        attempt(body, 1);
    }

    private void attempt(JsonObject body, int number) {
        post(body).onComplete(done -> time.home().execute(() -> tried(body, number, done.result())));
    }

    private void tried(JsonObject body, int number, Try result) {
        if (!result.isDelivered() && number < TRIES) {
            time.timers().after(pauseNanos(number), () -> attempt(body, number + 1));
            return;
        }
        if (result.isDelivered()) {
            delivered();
        } else {
            lost(result.words());
        }
        synchronized (this) {
            busy = false;
        }
        next();
    }

    private static long pauseNanos(int triesSoFar) {
        long pause = FIRST_PAUSE_NANOS;
        for (int i = 1; i < triesSoFar; i++) {
            pause *= PAUSE_GROWS_BY;
        }
        return pause;
    }

    private synchronized void delivered() {
        if (failing) {
            failing = false;
            LOG.info("the webhook of the alerts takes them again");
        }
    }

    private void lost(String why) {
        whenLost.run();
        boolean first;
        synchronized (this) {
            first = !failing;
            failing = true;
        }
        if (first) {
            LOG.error("the webhook did not get an alert, and more may follow without a further line: {}", why);
        }
    }

    /** What came of one try. */
    private record Try(int status, String words) {
        boolean isDelivered() {
            return status >= 200 && status < 300;
        }
    }

    private Future<Try> post(JsonObject body) {
        return Future.<Integer>future(answered -> webhook.post(body).onComplete(answered))
                .map(status -> new Try(status, "it answered HTTP " + status + "; " + fix(status)))
                .otherwise(failed -> new Try(0, wordsOf(failed)));
    }

    /** Only our own failures are shown: the words of others may hold the address with its secrets. */
    private static String wordsOf(Throwable failed) {
        return failed instanceof WebhookFailure ours
                ? String.valueOf(ours.getMessage())
                : "it cannot be reached (" + failed.getClass().getSimpleName() + "); check alerts.webhook.url";
    }

    private static String fix(int status) {
        if (status >= 300 && status < 400) {
            return "put the address that it sends on to into alerts.webhook.url";
        }
        return switch (status) {
            case 401, 403 -> "check the token in alerts.webhook.token-file";
            case 404, 410 -> "check alerts.webhook.url";
            case 429 -> "it gets too much; raise alerts.repeat";
            default -> "look into the log of whoever answers there";
        };
    }

    @Override
    public Future<OutletReport> test(AlertNotice notice) {
        long startedNanos = nanoTicker.getAsLong();
        return post(body(notice)).map(result -> {
            long tookMillis = TimeUnit.NANOSECONDS.toMillis(nanoTicker.getAsLong() - startedNanos);
            String words = result.isDelivered() ? result.status() + " in " + tookMillis + " ms" : result.words();
            return new OutletReport("webhook", result.isDelivered(), words);
        });
    }

    private JsonObject body(AlertNotice notice) {
        return new JsonObject()
                .put("gate", gateName)
                .put("kind", notice.kind().text())
                .put("severity", notice.kind().severity().text())
                .put("subject", notice.subject())
                .put("text", notice.words())
                .put("since", notice.since().toString())
                .put("state", notice.state().text())
                .put("remedy", notice.kind().remedy())
                .put("runbook", notice.kind().runbook())
                .put("test", notice.test());
    }
}
