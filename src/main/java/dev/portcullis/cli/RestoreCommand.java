package dev.portcullis.cli;

import dev.portcullis.gate.Restoration;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a data directory of a backup. */
@Command(
        name = "restore",
        description = "make a new data directory of a backup, without a gate; the desk comes back halted")
final class RestoreCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 3_600;
    private static final long CLOSING_SECONDS = 30;

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "what `backup --to` made")
    Path from = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "NEWDIR", description = "the new data directory")
    Path data = Path.of("");

    @Option(
            names = "--master-key",
            required = true,
            paramLabel = "FILE",
            description = "the gate's master key, which no backup holds; it stays where it is")
    Path masterKey = Path.of("");

    @Option(names = "--json", description = "print JSON")
    boolean json;

    @Override
    public Integer call() {
        Vertx vertx = Vertx.vertx();
        try {
            Restoration.Restored restored =
                    Waiting.forResult(new Restoration(vertx).of(from, data, masterKey), PATIENCE_SECONDS, "restore");
            if (json) {
                System.out.println(json(restored).encodePrettily());
            } else {
                explain(restored);
            }
            return ExitCodes.OK;
        } finally {
            Waiting.forResult(vertx.close(), CLOSING_SECONDS, "closing");
        }
    }

    private static JsonObject json(Restoration.Restored restored) {
        return new JsonObject()
                .put("data", restored.data().toString())
                .put("takenAt", restored.takenAt().toString())
                .put("records", restored.records())
                .put("halted", true);
    }

    private static void explain(Restoration.Restored restored) {
        System.out.println("data directory  " + restored.data());
        System.out.println("backup of       " + restored.takenAt());
        System.out.println("ledger          " + restored.records() + " records, the chain is whole");
        System.out.println(
                "not in it       orders, keys, tokens, halts and revocations later than that; operator.token");
        System.out.println("halted          everything; cancels pass, and retries of orders that the ledger knows");
        System.out.println("next            1. see that the old gate does not run and cannot start");
        System.out.println("                2. put operator.token there, or set PORTCULLIS_OPERATOR_TOKEN");
        System.out.println("                3. serve --data " + restored.data());
        System.out.println("                4. doctor; revoke again what was revoked since");
        System.out.println("                5. compare each account's orders at Bybit with the bots' own books");
        System.out.println("                6. resume");
    }
}
