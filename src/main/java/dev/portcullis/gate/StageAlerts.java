package dev.portcullis.gate;

import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.MinuteCount;
import dev.portcullis.alert.StandingConditions;
import dev.portcullis.config.AlertSettings;
import dev.portcullis.metrics.StageListener;
import dev.portcullis.metrics.StageName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Raises a stage of the order path in which many calls of a minute stayed for long. */
final class StageAlerts implements StageListener {
    private final LongSupplier nanoTicker;
    private final AlertSettings.SlowStage slow;
    private final long overNanos;
    private final StandingConditions standing;
    private final Map<StageName, MinuteCount> slowCalls = new EnumMap<>(StageName.class);

    StageAlerts(Alerts alerts, LongSupplier nanoTicker, AlertSettings.SlowStage slow) {
        this.nanoTicker = nanoTicker;
        this.slow = slow;
        this.overNanos = slow.over().toNanos();
        this.standing = new StandingConditions(alerts, AlertKind.SLOW_STAGE, nanoTicker, Duration.ZERO);
        for (StageName stage : StageName.values()) {
            slowCalls.put(stage, new MinuteCount());
        }
    }

    @Override
    public void took(StageName stage, long nanos) {
        if (nanos > overNanos) {
            Objects.requireNonNull(slowCalls.get(stage)).add(1, nanoTicker.getAsLong());
        }
    }

    void look() {
        long now = nanoTicker.getAsLong();
        Map<String, String> many = new HashMap<>();
        slowCalls.forEach((stage, count) -> {
            long sum = count.sum(now);
            if (sum > slow.callsPerMinute()) {
                many.put(
                        stage.label(),
                        sum + " calls of the last minute stayed in the stage " + stage.label() + " for more than "
                                + slow.over().toMillis() + " ms each");
            }
        });
        standing.are(many);
    }
}
