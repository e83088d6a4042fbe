package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The bots and people that may call the gate. */
@Command(
        name = "client",
        description = "the bots and people that call the gate",
        subcommands = {
            ClientCommands.Add.class,
            ClientCommands.Grant.class,
            ClientCommands.Ungrant.class,
            RulesCommand.OfGrant.class,
            ClientCommands.ListAll.class,
            ClientCommands.Disable.class,
            ClientCommands.Enable.class,
            ClientCommands.Remove.class,
            ClientCertCommands.class
        })
final class ClientCommands {
    @Command(name = "add", description = "name a client; it may do nothing before it has a grant and a token")
    static final class Add extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Option(names = "--signed", description = "it gets an id and a secret to sign with, in place of a token")
        boolean signed;

        @Option(names = "--cidr", paramLabel = "CIDR", description = "where it may call from (repeatable)")
        List<String> cidrs = List.of();

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post(
                    "/admin/clients",
                    new JsonObject()
                            .put("name", name)
                            .put("cidrs", new JsonArray(cidrs))
                            .put("signed", signed));
            String from = cidrs.isEmpty() ? "from loopback only (no --cidr given)" : "from " + cidrs;
            return done(
                    printer,
                    answer,
                    "client " + name + " added, " + from + "; next: client grant " + name
                            + " ACCOUNT --scopes read,trade, and: token issue " + name);
        }
    }

    @Command(name = "grant", description = "let a client use an account; replaces an earlier grant")
    static final class Grant extends GateCommand {
        @Parameters(index = "0", paramLabel = "CLIENT")
        String client = "";

        @Parameters(index = "1", paramLabel = "ACCOUNT")
        String account = "";

        @Option(
                names = "--scopes",
                required = true,
                split = ",",
                paramLabel = "S",
                description = "read, trade (includes cancel), cancel, configure, stream")
        List<String> scopes = List.of();

        @Option(
                names = "--key",
                paramLabel = "LABEL",
                description = "sign with the account's key of this label, and with what takes its place")
        @Nullable
        String key;

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post(
                    "/admin/clients/" + client + "/grants",
                    new JsonObject()
                            .put("account", account)
                            .put("scopes", new JsonArray(scopes))
                            .put("key", key));
            String with = key == null ? "" : ", signed with its key " + key;
            return done(printer, answer, client + " may now " + String.join(", ", scopes) + " on " + account + with);
        }
    }

    @Command(name = "ungrant", description = "take a client's grant for an account away, at once")
    static final class Ungrant extends GateCommand {
        @Parameters(index = "0", paramLabel = "CLIENT")
        String client = "";

        @Parameters(index = "1", paramLabel = "ACCOUNT")
        String account = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(
                    printer,
                    admin.delete("/admin/clients/" + client + "/grants/" + account),
                    client + " may do nothing on " + account + " any more");
        }
    }

    @Command(name = "list", description = "all clients")
    static final class ListAll extends GateCommand {
        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get("/admin/clients");
            if (!printer.asJson(answer)) {
                printer.rows(
                        answer.getJsonArray("clients"),
                        "no clients yet; add one with: client add NAME",
                        "name",
                        "enabled",
                        "cidrs",
                        "grants",
                        "rules",
                        "tokens");
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "disable", description = "refuse every call of the client until it is enabled")
    static final class Disable extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(
                    printer,
                    admin.post("/admin/clients/" + name + "/disable", new JsonObject()),
                    "client " + name + " is disabled");
        }
    }

    @Command(name = "enable", description = "let the client call again")
    static final class Enable extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(
                    printer,
                    admin.post("/admin/clients/" + name + "/enable", new JsonObject()),
                    "client " + name + " is enabled");
        }
    }

    @Command(name = "remove", description = "forget the client, its grants and its tokens")
    static final class Remove extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(printer, admin.delete("/admin/clients/" + name), "client " + name + " is removed");
        }
    }
}
