package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes the rules that orders must pass before they go out. */
abstract class RulesCommand extends GateCommand {
    @Option(
            names = "--set",
            paramLabel = "RULE=VALUE",
            description = "a rule, such as qtyMax=2 or symbols=BTCUSDT,ETHUSDT (repeatable); docs/risk.md has them all")
    List<String> set = List.of();

    @Option(names = "--clear", paramLabel = "RULE", description = "a rule that goes (repeatable)")
    List<String> clear = List.of();

    /** Where they are changed at the admin door. */
    abstract String path();

    /** Whose they are. */
    abstract String holder();

    /** What they are now. */
    abstract JsonObject shown(AdminClient admin);

    @Override
    final int run(AdminClient admin, Printer printer) {
        boolean changes = !set.isEmpty() || !clear.isEmpty();
        JsonObject answer = changes
                ? admin.post(
                        path(), new JsonObject().put("set", new JsonArray(set)).put("clear", new JsonArray(clear)))
                : shown(admin);
        JsonObject rules = answer.getJsonObject("rules", new JsonObject());
        if (!printer.asJson(new JsonObject().put("rules", rules))) {
            printer.say("the rules of " + holder() + (rules.isEmpty() ? ": none" : ":"));
            printer.fields(rules);
        }
        return ExitCodes.OK;
    }

    @Command(name = "rules", description = "what a client's orders on an account may be; without an option, shows it")
    static final class OfGrant extends RulesCommand {
        @Parameters(index = "0", paramLabel = "CLIENT")
        String client = "";

        @Parameters(index = "1", paramLabel = "ACCOUNT")
        String account = "";

        @Override
        String path() {
            return "/admin/clients/" + client + "/grants/" + account + "/rules";
        }

        @Override
        String holder() {
            return "client " + client + " on account " + account;
        }

        @Override
        JsonObject shown(AdminClient admin) {
            JsonObject known = admin.get("/admin/clients").getJsonArray("clients").stream()
                    .map(JsonObject.class::cast)
                    .filter(one -> client.equals(one.getString("name")))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure("there is no client " + client + "; see: client list"));
            JsonObject rules = known.getJsonObject("rules").getJsonObject(account, new JsonObject());
            return new JsonObject().put("rules", rules);
        }
    }

    @Command(
            name = "rules",
            description = "what the orders of all clients of an account may be together; without an option, shows it")
    static final class OfAccount extends RulesCommand {
        @Parameters(paramLabel = "NAME")
        String account = "";

        @Override
        String path() {
            return "/admin/accounts/" + account + "/rules";
        }

        @Override
        String holder() {
            return "account " + account;
        }

        @Override
        JsonObject shown(AdminClient admin) {
            return admin.get("/admin/accounts/" + account);
        }
    }
}
