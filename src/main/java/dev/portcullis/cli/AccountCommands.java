package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The desk's names for Bybit UIDs. */
@Command(
        name = "account",
        description = "the accounts that bots may trade",
        subcommands = {
            AccountCommands.Add.class,
            AccountCommands.ListAll.class,
            AccountCommands.Show.class,
            AccountCommands.Disable.class,
            AccountCommands.Enable.class,
            RulesCommand.OfAccount.class,
            AccountCommands.Remove.class
        })
final class AccountCommands {
    @Command(name = "add", description = "name an account; nothing is asked of the exchange")
    static final class Add extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Option(names = "--env", required = true, paramLabel = "ENV", description = "testnet, mainnet, demo, ...")
        String environment = "";

        @Option(
                names = "--cidr",
                paramLabel = "CIDR",
                description = "who may use it (repeatable; none: anyone granted)")
        List<String> cidrs = List.of();

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post(
                    "/admin/accounts",
                    new JsonObject()
                            .put("name", name)
                            .put("environment", environment)
                            .put("cidrs", new JsonArray(cidrs)));
            return done(
                    printer,
                    answer,
                    "account " + name + " added in " + environment + "; give it a key with: key put " + name
                            + " --api-key K --secret-stdin");
        }
    }

    @Command(name = "list", description = "all accounts")
    static final class ListAll extends GateCommand {
        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get("/admin/accounts");
            if (!printer.asJson(answer)) {
                printer.rows(
                        answer.getJsonArray("accounts"),
                        "no accounts yet; add one with: account add NAME --env testnet",
                        "name",
                        "environment",
                        "enabled",
                        "cidrs",
                        "keys",
                        "clients");
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "show", description = "one account with its keys and clients")
    static final class Show extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get("/admin/accounts/" + name);
            if (!printer.asJson(answer)) {
                printer.fields(answer);
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "disable", description = "refuse every call to the account until it is enabled")
    static final class Disable extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(
                    printer,
                    admin.post("/admin/accounts/" + name + "/disable", new JsonObject()),
                    "account " + name + " is disabled; open orders stay at the exchange, cancel them there or enable"
                            + " it again");
        }
    }

    @Command(name = "enable", description = "let calls to the account pass again")
    static final class Enable extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(
                    printer,
                    admin.post("/admin/accounts/" + name + "/enable", new JsonObject()),
                    "account " + name + " is enabled");
        }
    }

    @Command(name = "remove", description = "forget the account, its grants and its keys")
    static final class Remove extends GateCommand {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(
                    printer,
                    admin.delete("/admin/accounts/" + name),
                    "account " + name + " is removed; its API keys live at Bybit until they are deleted there");
        }
    }
}
