package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the desk to what a file says. */
@Command(
        name = "apply",
        description = "bring the desk to what a file of `export` says, all of it or nothing; with --dry-run exits 3"
                + " when something would change")
final class ApplyCommand extends GateCommand {
    private static final long BYTES_MAX = 1 << 20;

    @Option(names = "-f", required = true, paramLabel = "FILE", description = "the desk as YAML")
    Path file = Path.of("");

    @Option(names = "--dry-run", description = "only say what would change")
    boolean dryRun;

    @Option(
            names = "--prune",
            description = "remove what is not in the file, in those parts (accounts, clients, operators) that it has")
    boolean prune;

    @Override
    int run(AdminClient admin, Printer printer) {
        JsonObject answer = admin.post(
                "/admin/desk/apply",
                new JsonObject().put("yaml", read()).put("dryRun", dryRun).put("prune", prune));
        if (!printer.asJson(answer)) {
            print(answer, printer);
        }
        return dryRun && answer.getBoolean("changed") ? ExitCodes.WOULD_CHANGE : ExitCodes.OK;
    }

    private String read() {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new CommandFailure(file + " is longer than 1 MiB, which no desk is");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + file + "; begin with: export > " + file);
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + " as UTF-8 text: " + e.getMessage());
        }
    }

    private static void print(JsonObject answer, Printer printer) {
        JsonArray changes = answer.getJsonArray("changes");
        changes.forEach(change -> printer.say(((JsonObject) change).getString("line")));
        answer.getJsonArray("next").forEach(sentence -> printer.say("next: " + sentence));
        boolean isChanged = answer.getBoolean("changed");
        if (!isChanged) {
            printer.say("nothing to change");
        } else if (answer.getBoolean("dryRun")) {
            printer.say("nothing was done, for this was a dry run");
        } else {
            printer.say("done; the ledger has it under sha256:" + answer.getString("sha256"));
        }
    }
}
