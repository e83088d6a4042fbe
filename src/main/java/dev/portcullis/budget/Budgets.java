package dev.portcullis.budget;

import dev.portcullis.bybit.Tier;
import dev.portcullis.clock.Timers;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Gives every call its turn: in order of class, within each window of Bybit's and each limit of the desk's, before its
 * deadline. Thread-safe behind one lock, under which there is arithmetic only; timers are set and callers are told
 * after it is let go.
 */
public final class Budgets {
    /** How many calls of one class may wait for one account, unless said otherwise. */
    public static final int WAITING_MAX = 1_024;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanoTicker;
    private final Timers timers;
    private final WindowRegister register;
    private final Platform platform;
    private long tickets;

    /**
     * @param nanoTicker monotonic nanoseconds, the clock of every deadline given here
     * @param rules what may be sent
     * @param waitingMax how many calls of one class may wait for one account
     */
    public Budgets(LongSupplier nanoTicker, Timers timers, BudgetRules rules, int waitingMax) {
        this.nanoTicker = nanoTicker;
        this.timers = timers;
        this.register = new WindowRegister(rules);
        this.platform = new Platform(this, waitingMax);
    }

    /**
     * Puts a call in line for its turn.
     *
     * @throws IllegalArgumentException when its environment is not configured
     */
    public Place enter(Passenger passenger) {
        long nowNanos = nanoTicker.getAsLong();
        Place place;
        Aftermath aftermath;
        synchronized (platform) {
            Ticket ticket = new Ticket(tickets++, register.flow(passenger), passenger, nowNanos);
            place = platform.enter(ticket, nowNanos);
            aftermath = aftermath();
        }
        conclude(aftermath);
        return place;
    }

    /** Takes new rules, as after a change of the configuration or of a limit; calls in line move on under them. */
    public void rules(BudgetRules rules) {
        Aftermath aftermath;
        synchronized (platform) {
            register.rules(rules);
            aftermath = refreshLimits();
        }
        conclude(aftermath);
    }

    /** Notes an account's tier, as query-api tells it; until then it is Bybit's default. */
    public void tier(AccountKey account, Tier tier) {
        Aftermath aftermath;
        synchronized (platform) {
            register.tier(account, tier);
            aftermath = refreshLimits();
        }
        conclude(aftermath);
    }

    /** All windows and lines at this moment. */
    public BudgetMeter meter() {
        long nowNanos = nanoTicker.getAsLong();
        synchronized (platform) {
            List<WindowMeter> windows = register.windows().stream()
                    .map(window -> meter(window, nowNanos))
                    .toList();
            return new BudgetMeter(windows, platform.waiting(), platform.boarding(), platform.inFlight());
        }
    }

    /**
     * How long nothing may leave for that environment by REST, in milliseconds from now, after Bybit has banned the
     * address; 0 when it is open.
     */
    public long bannedMillis(EnvironmentId environment) {
        long nowNanos = nanoTicker.getAsLong();
        synchronized (platform) {
            return closedMillis(register.address(environment), nowNanos);
        }
    }

    boolean leave(Waiter waiter, Rejection why) {
        long nowNanos = nanoTicker.getAsLong();
        boolean left;
        Aftermath aftermath;
        synchronized (platform) {
            left = platform.leave(waiter, why, nowNanos);
            aftermath = aftermath();
        }
        conclude(aftermath);
        return left;
    }

    void departed(HeldTurn turn) {
        synchronized (platform) {
            platform.departed(turn);
        }
    }

    void giveBack(HeldTurn turn) {
        long nowNanos = nanoTicker.getAsLong();
        Aftermath aftermath;
        synchronized (platform) {
            platform.giveBack(turn, nowNanos);
            aftermath = aftermath();
        }
        conclude(aftermath);
    }

    void answered(HeldTurn turn, RateAdvice advice) {
        long nowNanos = nanoTicker.getAsLong();
        Aftermath aftermath;
        synchronized (platform) {
            if (platform.over(turn, nowNanos, nowNanos)) {
                heed(advice, turn.ticket(), nowNanos);
            }
            aftermath = aftermath();
        }
        conclude(aftermath);
    }

    void unanswered(HeldTurn turn, long responseDeadlineNanos) {
        long nowNanos = nanoTicker.getAsLong();
        Aftermath aftermath;
        synchronized (platform) {
            platform.over(turn, responseDeadlineNanos, nowNanos);
            aftermath = aftermath();
        }
        conclude(aftermath);
    }

    Optional<Turn> again(Ticket ticket) {
        long nowNanos = nanoTicker.getAsLong();
        synchronized (platform) {
            return Optional.ofNullable(platform.again(ticket, nowNanos));
        }
    }

    Optional<Rejection> whyClosed(Ticket ticket) {
        long nowNanos = nanoTicker.getAsLong();
        synchronized (platform) {
            for (Claim claim : ticket.flow().claims()) {
                if (claim.window().isClosed(nowNanos)) {
                    return Optional.of(Refusal.closed(claim.window(), ticket, nowNanos));
                }
            }
            return Optional.empty();
        }
    }

    private void heed(RateAdvice advice, Ticket ticket, long nowNanos) {
        for (Claim claim : ticket.flow().claims()) {
            Window window = claim.window();
            if (window.id().bound() == BudgetBound.UID) {
                heedAtUid(advice, window, nowNanos);
            } else if (window.id().bound() == BudgetBound.ADDRESS && advice.addressBanned()) {
                platform.close(window, nowNanos + quarantineNanos(ticket), nowNanos);
            }
        }
    }

    private void heedAtUid(RateAdvice advice, Window window, long nowNanos) {
        if (advice.limitPerSecond().isPresent()
                && window.advise(advice.limitPerSecond().getAsInt())) {
            platform.rouse(window, nowNanos);
        }
        if (advice.closedMillis() > 0) {
            platform.close(window, nowNanos + advice.closedMillis() * NANOS_PER_MILLI, nowNanos);
        }
    }

    private long quarantineNanos(Ticket ticket) {
        return register.environment(ticket.passenger().payers().environment())
                .limits()
                .quarantine()
                .toNanos();
    }

    private Aftermath refreshLimits() {
        long nowNanos = nanoTicker.getAsLong();
        for (Window window : new ArrayList<>(register.windows())) {
            if (window.refreshLimit()) {
                platform.rouse(window, nowNanos);
            }
        }
        return aftermath();
    }

    private static WindowMeter meter(Window window, long nowNanos) {
        return new WindowMeter(
                window.id(),
                window.limit(),
                window.lengthNanos() / NANOS_PER_MILLI,
                window.used(nowNanos),
                window.line().waiting(),
                millisUp(window.whenRoomNanos(1, nowNanos) - nowNanos),
                closedMillis(window, nowNanos));
    }

    private static long closedMillis(Window window, long nowNanos) {
        return window.isClosed(nowNanos) ? millisUp(window.closedUntilNanos() - nowNanos) : 0;
    }

    private static long millisUp(long nanos) {
        return nanos <= 0 ? 0 : (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }

    private void ring(long atNanos) {
        long nowNanos = nanoTicker.getAsLong();
        Aftermath aftermath;
        synchronized (platform) {
            platform.rang(atNanos);
            platform.tick(nowNanos);
            aftermath = aftermath();
        }
        conclude(aftermath);
    }

    /** What is left to do once the lock is let go. */
    private record Aftermath(List<Waiter> settled, long alarmNanos) {
        static final Aftermath NONE = new Aftermath(List.of(), Platform.NO_ALARM);
    }

    private Aftermath aftermath() {
        List<Waiter> settled = platform.takeSettled();
        long alarmNanos = platform.takeAlarm();
        return settled.isEmpty() && alarmNanos == Platform.NO_ALARM
                ? Aftermath.NONE
                : new Aftermath(settled, alarmNanos);
    }

    private void conclude(Aftermath aftermath) {
        settled(aftermath.settled());
        if (aftermath.alarmNanos() != Platform.NO_ALARM) {
            long atNanos = aftermath.alarmNanos();
            timers.after(atNanos - nanoTicker.getAsLong(), () -> ring(atNanos));
        }
    }

    private static void settled(List<Waiter> waiters) {
        waiters.forEach(Waiter::announce);
    }
}
