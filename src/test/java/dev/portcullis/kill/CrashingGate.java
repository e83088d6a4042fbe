package dev.portcullis.kill;

import dev.portcullis.gate.Gate;
import dev.portcullis.gate.GatePlace;
import dev.portcullis.gate.Seams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The gate as {@code serve} runs it, with crash points in its seams. Reads from standard input which one is armed, a
 * line each: {@code AFTER_SYNC 17}; ends when its input does, so that no gate outlives its test.
 */
final class CrashingGate {
    private static final int DATA_ARGUMENT = 0;
    private static final int CONFIG_ARGUMENT = 1;
    /** A third argument asks for the gate whose ledger forgets its intents. */
    static final String FORGETFUL = "--forgetful";

    private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final CrashPoints points = new CrashPoints();
    private final Path data;

    private CrashingGate(Path data) {
        this.data = data;
    }

    /** Arguments: data directory, configuration file, and {@link #FORGETFUL} for a gate that is meant to fail. */
    public static void main(String[] args) throws IOException {
        List<String> arguments = List.of(args);
        Path data = Path.of(arguments.get(DATA_ARGUMENT));
        new CrashingGate(data).run(Path.of(arguments.get(CONFIG_ARGUMENT)), arguments.contains(FORGETFUL));
    }

    private void run(Path config, boolean forgetful) throws IOException {
        GatePlace place =
                new GatePlace(data, config, code -> Runtime.getRuntime().halt(code));
        Gate.start(place, seams(forgetful)).onSuccess(CrashingGate::announce).onFailure(CrashingGate::giveUp);
        obey();
    }

    private Seams seams(boolean forgetful) {
        return new Seams(
                folder -> new CrashingFolder(folder, points),
                ledger -> new CrashingLedger(forgetful ? new ForgetfulLedger(ledger) : ledger, points),
                exchange -> new CrashingExchange(exchange, points));
    }

    private static void announce(Gate gate) {
        System.out.println("listening data " + gate.dataUrl());
        System.out.println("listening admin " + gate.adminUrl());
    }

    private static void giveUp(Throwable cause) {
        System.err.println("the gate did not start: " + cause.getMessage());
        Runtime.getRuntime().halt(1);
    }

    private void obey() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.split(" ", 2);
            CrashPoint point = CrashPoint.valueOf(words[0]);
            points.arm(point, Integer.parseInt(words[1]));
            if (point == CrashPoint.DURING_CHECKPOINT) {
                watchForHeads();
            }
        }
        CrashPoints.end();
    }

    /** The head is written to a file of its own before it replaces the old one; for a moment both are there. */
    private void watchForHeads() {
        Path next = data.resolve("ledger").resolve("head.json.next");
        while (points.isArmed(CrashPoint.DURING_CHECKPOINT)) {
            if (Files.exists(next)) {
                points.pass(CrashPoint.DURING_CHECKPOINT);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
