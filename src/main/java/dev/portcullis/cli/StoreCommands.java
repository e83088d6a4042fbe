package dev.portcullis.cli;

import dev.portcullis.credential.KeyFileKek;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How the store's secrets are sealed. */
@Command(
        name = "store",
        description = "how the store's secrets are sealed",
        subcommands = {StoreCommands.RotateKek.class, StoreCommands.Accept.class, StoreCommands.MakeKey.class})
final class StoreCommands {
    @Command(
            name = "rotate-kek",
            description =
                    "seal everything anew under the master key that the configuration names, while the gate works")
    static final class RotateKek extends GateCommand {
        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post("/admin/store/rotate-kek", new JsonObject());
            return done(
                    printer,
                    answer,
                    "everything is sealed under " + answer.getString("masterKey") + " (" + answer.getString("kekId")
                            + "): " + answer.getInteger("dataKeys") + " data keys and "
                            + answer.getInteger("clientSecrets") + " secrets of signed clients were sealed anew; if you"
                            + " expected another master key, change master-key in the configuration first (it is read"
                            + " every 5 s)");
        }
    }

    @Command(
            name = "accept",
            description = "believe the stored keys as they stand, after the list of keys was lost or a backup restored")
    static final class Accept extends GateCommand {
        @Option(names = "--reason", required = true, paramLabel = "R", description = "goes into the ledger")
        String reason = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post("/admin/store/accept", new JsonObject().put("reason", reason));
            return done(printer, answer, "the stored keys count as they stand; see key list");
        }
    }

    @Command(name = "make-key", description = "make a new master key file, for master-key.file and rotate-kek")
    static final class MakeKey implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "must not exist; best on another disk than the data")
        Path file = Path.of("");

        @Override
        public Integer call() {
            KeyFileKek made = KeyFileKek.create(file, new SecureRandom());
            System.out.println("master key      " + file + "  (" + made.id() + "; back it up apart from the data)");
            System.out.println(
                    "next            name it in the configuration (master-key.file), then: store rotate-kek");
            return ExitCodes.OK;
        }
    }
}
