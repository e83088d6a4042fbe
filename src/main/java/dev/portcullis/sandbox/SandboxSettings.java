package dev.portcullis.sandbox;

import dev.portcullis.sandbox.access.AccountKeys;
import dev.portcullis.sandbox.book.MakerSettings;
import dev.portcullis.sandbox.limit.LimitPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is to run.
 *
 * @param sockets where it listens
 * @param time the clocks it goes by; tests may hand in virtual ones
 * @param limits how strictly requests are limited
 * @param maker how the synthetic market maker quotes
 * @param accounts the accounts and keys it starts with; more can be added while it runs
 * @param memory what it remembers of requests and orders
 * @param seed decides order ids, so that a run can be repeated
 */
public record SandboxSettings(
        Sockets sockets,
        Time time,
        LimitPolicy limits,
        MakerSettings maker,
        List<AccountKeys> accounts,
        Memory memory,
        long seed) {
    private static final int RECORDS_DEFAULT = 50_000;

    /**
     * Where the simulator listens.
     *
     * @param host loopback unless it must be reached from elsewhere
     * @param restPort the REST door; 0 picks a free port
     * @param controlPort the control door; 0 picks a free port
     */
    public record Sockets(String host, int restPort, int controlPort) {}

    /**
     * The clocks a simulator goes by.
     *
     * @param wallClock the time of day
     * @param nanoTicker monotonic nanoseconds, for windows and lags
     */
    public record Time(InstantSource wallClock, LongSupplier nanoTicker) {}

    /**
     * What is remembered.
     *
     * @param recordsMax how many requests, and as many events, stay in memory
     * @param file where all of them go too, one JSON object a line; null for nowhere
     */
    public record Memory(int recordsMax, @Nullable Path file) {}

    /** Copies the accounts. */
    public SandboxSettings {
        accounts = List.copyOf(accounts);
    }

    /** Free loopback ports, the machine's clocks, real limits, the default market maker, no accounts. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(
                new Sockets("127.0.0.1", 0, 0),
                new Time(Clock.systemUTC(), System::nanoTime),
                LimitPolicy.REAL,
                MakerSettings.DEFAULT,
                List.of(),
                new Memory(RECORDS_DEFAULT, null),
                1);
    }

    /** The same elsewhere. */
    public SandboxSettings with(Sockets other) {
        return new SandboxSettings(other, time, limits, maker, accounts, memory, seed);
    }

    /** The same by other clocks. */
    public SandboxSettings with(Time other) {
        return new SandboxSettings(sockets, other, limits, maker, accounts, memory, seed);
    }

    /** The same under other limits. */
    public SandboxSettings with(LimitPolicy other) {
        return new SandboxSettings(sockets, time, other, maker, accounts, memory, seed);
    }

    /** The same with another market maker. */
    public SandboxSettings with(MakerSettings other) {
        return new SandboxSettings(sockets, time, limits, other, accounts, memory, seed);
    }

    /** The same with these accounts. */
    public SandboxSettings with(List<AccountKeys> others) {
        return new SandboxSettings(sockets, time, limits, maker, others, memory, seed);
    }

    /** The same with another memory. */
    public SandboxSettings with(Memory other) {
        return new SandboxSettings(sockets, time, limits, maker, accounts, other, seed);
    }
}
