package dev.portcullis.sandbox.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The address limit: 600 requests in any 5 seconds over everything, then a ban that lifts by itself
 * (docs:v5/rate-limit, section IP limit).
 */
public final class AddressLimits {
    private static final int REQUESTS_MAX = 600;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration BAN_DEFAULT = Duration.ofMinutes(10);

    private final LongSupplier nanoTicker;
    private final Map<String, RollingWindow> windows = new HashMap<>();
    private final Map<String, Long> bannedUntilNanos = new HashMap<>();
    private LimitPolicy policy;
    private Duration ban = BAN_DEFAULT;

    /** Windows under this policy, on this ticker. */
    public AddressLimits(LimitPolicy policy, LongSupplier nanoTicker) {
        this.policy = policy;
        this.nanoTicker = nanoTicker;
    }

    /** Counts anew under another policy; bans that stand are lifted. */
    public synchronized void change(LimitPolicy other) {
        policy = other;
        windows.clear();
        bannedUntilNanos.clear();
    }

    /** Sets how long the next bans last; 10 minutes unless set. */
    public synchronized void setBan(Duration length) {
        ban = length;
    }

    /** Bans an address from now on, whatever it has sent. */
    public synchronized void ban(String address) {
        bannedUntilNanos.put(address, nanoTicker.getAsLong() + ban.toNanos());
    }

    /** Counts a request; false when it must be answered 403. */
    public synchronized boolean admits(String address) {
        long now = nanoTicker.getAsLong();
        if (banned(address, now)) {
            return false;
        }
        if (!(policy instanceof LimitPolicy.Scaled scaled)) {
            return true;
        }
        RollingWindow window = windows.computeIfAbsent(
                address, unseen -> new RollingWindow(REQUESTS_MAX * scaled.factor(), WINDOW_NANOS));
        if (window.free(now) == 0) {
            ban(address);
            return false;
        }
        window.take(1, now);
        return true;
    }

    private boolean banned(String address, long now) {
        Long until = bannedUntilNanos.get(address);
        if (until == null) {
            return false;
        }
        if (now - until >= 0) {
            bannedUntilNanos.remove(address);
            windows.remove(address);
            return false;
        }
        return true;
    }
}
