package dev.portcullis.alert;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps the alerts of one kind equal to what somebody finds each time they look: raises what is the case, and clears
 * what has not been the case for a while, so that what comes and goes is told of once.
 */
public final class StandingConditions {
    private final Alerts alerts;
    private final AlertKind kind;
    private final LongSupplier nanoTicker;
    private final long calmNanos;
    private final Map<String, Long> seenAtNanos = new HashMap<>();

    /** @param calm how long something must not have been the case before it counts as over */
    public StandingConditions(Alerts alerts, AlertKind kind, LongSupplier nanoTicker, Duration calm) {
        this.alerts = alerts;
        this.kind = kind;
        this.nanoTicker = nanoTicker;
        this.calmNanos = calm.toNanos();
    }

    /**
     * Takes what is the case now; to be called at every look, also when nothing is.
     *
     * @param now a sentence for each subject
     */
    public synchronized void are(Map<String, String> now) {
        long nanos = nanoTicker.getAsLong();
        now.forEach((subject, words) -> {
            seenAtNanos.put(subject, nanos);
            alerts.raise(kind, subject, words);
        });
        Iterator<Map.Entry<String, Long>> seen = seenAtNanos.entrySet().iterator();
        while (seen.hasNext()) {
            Map.Entry<String, Long> one = seen.next();
            if (!now.containsKey(one.getKey()) && nanos - one.getValue() >= calmNanos) {
                seen.remove();
                alerts.clear(kind, one.getKey());
            }
        }
    }
}
