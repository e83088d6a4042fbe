package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a backup of the running gate. */
@Command(
        name = "backup",
        description = "copy store and ledger of the running gate into a new folder on the gate's machine; never the"
                + " master key")
final class BackupCommand extends GateCommand {
    private static final long LOOK_EVERY_MILLIS = 200;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "new or empty, on the machine that the gate runs on")
    Path to = Path.of("");

    @Override
    int run(AdminClient admin, Printer printer) {
        String target = to.toAbsolutePath().normalize().toString();
        JsonObject progress = admin.post("/admin/backup", new JsonObject().put("to", target));
        while (progress.getString("state").equals("running")) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
            progress = admin.get("/admin/backup");
        }
        if (!target.equals(progress.getString("folder"))
                || !progress.getString("state").equals("done")) {
            throw new CommandFailure("the backup to " + target + " failed: "
                    + progress.getString("why", "the gate was started anew meanwhile"));
        }
        return done(
                printer,
                progress,
                "backup " + target + ": " + progress.getInteger("files") + " files, "
                        + progress.getLong("bytes") + " bytes, the ledger up to record "
                        + progress.getLong("records") + ", verified; the master key is not in it");
    }
}
