package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The people at the admin door. */
@Command(
        name = "operator",
        description = "the people at the admin door",
        subcommands = {
            OperatorCommands.Add.class,
            OperatorCommands.Token.class,
            OperatorCommands.ListAll.class,
            OperatorCommands.Remove.class
        })
final class OperatorCommands {
    @Command(name = "add", description = "name a person; the token is shown once")
    static final class Add extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Option(names = "--role", required = true, paramLabel = "ROLE", description = "viewer, operator or admin")
        String role = "";

        @Option(names = "--out", paramLabel = "FILE", description = "write the token there (mode 0600)")
        @Nullable
        Path out;

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post(
                    "/admin/operators", new JsonObject().put("name", name).put("role", role));
            return shownOnce(name, answer, out, printer);
        }
    }

    @Command(name = "token", description = "a token for a person who is there; shown once, at most two are live")
    static final class Token extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Option(names = "--out", paramLabel = "FILE", description = "write the token there (mode 0600)")
        @Nullable
        Path out;

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post("/admin/operators/" + name + "/tokens", new JsonObject());
            return shownOnce(name, answer, out, printer);
        }
    }

    private static int shownOnce(String name, JsonObject answer, @Nullable Path out, Printer printer) {
        if (out == null) {
            return GateCommand.done(printer, answer, answer.getString("token"));
        }
        PrivateFile.write(out, answer.getString("token") + "\n");
        answer.remove("token");
        return GateCommand.done(printer, answer.put("file", out.toString()), "token of " + name + " written to " + out);
    }

    @Command(name = "list", description = "all operators")
    static final class ListAll extends GateCommand {
        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get("/admin/operators");
            if (!printer.asJson(answer)) {
                printer.rows(answer.getJsonArray("operators"), "no operators", "name", "role");
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "remove", description = "take a person's access away, at once")
    static final class Remove extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(printer, admin.delete("/admin/operators/" + name), "operator " + name + " is removed");
        }
    }
}
