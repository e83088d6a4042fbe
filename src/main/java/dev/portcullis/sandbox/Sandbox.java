package dev.portcullis.sandbox;

import dev.portcullis.sandbox.access.Accounts;
import dev.portcullis.sandbox.control.Levers;
import dev.portcullis.sandbox.control.Listening;
import dev.portcullis.sandbox.endpoint.NeverReached;
import dev.portcullis.sandbox.fault.Faults;
import dev.portcullis.sandbox.instrument.Instruments;
import dev.portcullis.sandbox.journal.Journal;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.ServerClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * A running simulator of Bybit's v5 REST API. Everything it holds may be read and changed from any thread while it
 * serves: accounts and keys, scripts of faults, prices, clock, limits. Its journal is the truth for tests.
 */
public final class Sandbox {
    private final Parts parts;
    private final Doors doors;
    private final Vertx vertx;
    private final String deploymentId;

    private Sandbox(Parts parts, Doors doors, Vertx vertx, String deploymentId) {
        this.parts = parts;
        this.doors = doors;
        this.vertx = vertx;
        this.deploymentId = deploymentId;
    }

    /** Builds a simulator and opens its doors on one event loop of its own; fails when a port is taken. */
    public static Future<Sandbox> start(Vertx vertx, SandboxSettings settings) {
        return vertx.executeBlocking(Instruments::load)
                .compose(instruments -> JournalLines.open(
                                vertx, settings.memory().file())
                        .compose(lines -> start(vertx, settings, instruments, lines)));
    }

    private static Future<Sandbox> start(
            Vertx vertx, SandboxSettings settings, Instruments instruments, JournalLines lines) {
        Parts parts = Parts.build(settings, instruments, lines);
        Doors doors = new Doors(vertx, settings.sockets(), parts);
        return vertx.deployVerticle(doors)
                .onFailure(cause -> lines.close())
                .map(deploymentId -> new Sandbox(parts, doors, vertx, deploymentId));
    }

    /** Where bots send their requests, without a slash at the end. */
    public String restUrl() {
        return doors.restUrl();
    }

    /** Where the control door is, without a slash at the end. */
    public String controlUrl() {
        return doors.controlUrl();
    }

    /** Accounts and keys. */
    public Accounts accounts() {
        return parts.accounts();
    }

    /** Scripts of what goes wrong. */
    public Faults faults() {
        return parts.faults();
    }

    /** What was received and what became of it. */
    public Journal journal() {
        return parts.journal();
    }

    /** The exchange: books, orders, positions, and what reads of them show. */
    public Venue venue() {
        return parts.venue();
    }

    /** The server's clock, which can be set wrong. */
    public ServerClock clock() {
        return parts.clock();
    }

    /** The request windows, and bans. */
    public Levers.Limits limits() {
        return parts.limits();
    }

    /** Whether the REST door can be reached. */
    public Listening listening() {
        return doors;
    }

    /** How many requests reached an endpoint that moves money or changes keys: 0, or the gate has a hole. */
    public int neverReachedCount() {
        return NeverReached.paths().stream().mapToInt(parts.journal()::count).sum();
    }

    /** Closes both doors and the journal's file. */
    public Future<Void> close() {
        return vertx.undeploy(deploymentId).eventually(() -> parts.lines().close());
    }
}
