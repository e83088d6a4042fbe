package dev.portcullis.cli;

import dev.portcullis.secret.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The first real minute: account, key, client, grant and token in one go, with the checks in between. */
@Command(name = "connect", description = "set up an account, its key, a client and a token in one go")
final class ConnectCommand extends GateCommand {
    @Parameters(paramLabel = "ACCOUNT")
    String account = "";

    @Option(names = "--env", required = true, paramLabel = "ENV", description = "testnet, mainnet, demo, ...")
    String environment = "";

    @Option(names = "--client", required = true, paramLabel = "NAME", description = "the bot that will use it")
    String client = "";

    @Option(names = "--api-key", paramLabel = "K", description = "asked for when left out")
    @Nullable
    String apiKey;

    @Option(names = "--cidr", paramLabel = "CIDR", description = "where the bot calls from (none: loopback only)")
    List<String> cidrs = List.of();

    @Override
    int run(AdminClient admin, Printer printer) {
        String key = apiKey != null ? apiKey : askForKey();
        addAccount(admin);
        JsonObject put;
        try (Secret secret = SecretInput.prompt("API secret (not shown): ")) {
            put = KeyCommands.put(admin, account, key, secret);
        }
        addClient(admin);
        admin.post(
                "/admin/clients/" + client + "/grants",
                new JsonObject().put("account", account).put("scopes", new JsonArray(List.of("read", "trade"))));
        JsonObject token = admin.post("/admin/clients/" + client + "/tokens", new JsonObject());
        report(admin, printer, put, token);
        return ExitCodes.OK;
    }

    private static String askForKey() {
        return SecretInput.terminal()
                .map(console -> console.readLine("API key: ").strip())
                .orElseThrow(() -> new CommandFailure(
                        "no terminal to ask at; give the key with --api-key and the secret on standard input"));
    }

    private void addAccount(AdminClient admin) {
        boolean known = admin.get("/admin/accounts").getJsonArray("accounts").stream()
                .map(JsonObject.class::cast)
                .anyMatch(a -> account.equals(a.getString("name")));
        if (!known) {
            admin.post(
                    "/admin/accounts",
                    new JsonObject()
                            .put("name", account)
                            .put("environment", environment)
                            .put("cidrs", new JsonArray()));
        }
    }

    private void addClient(AdminClient admin) {
        boolean known = admin.get("/admin/clients").getJsonArray("clients").stream()
                .map(JsonObject.class::cast)
                .anyMatch(c -> client.equals(c.getString("name")));
        if (!known) {
            admin.post("/admin/clients", new JsonObject().put("name", client).put("cidrs", new JsonArray(cidrs)));
        }
    }

    private void report(AdminClient admin, Printer printer, JsonObject put, JsonObject token) {
        String curl = CurlLine.balance(admin.dataDoor(), account, token.getString("token"));
        JsonObject all = new JsonObject()
                .put("key", put.getJsonObject("key"))
                .put("findings", put.getJsonArray("findings"))
                .put("token", token)
                .put("try", curl);
        if (printer.asJson(all)) {
            return;
        }
        printer.fields(put.getJsonObject("key"));
        printer.say("");
        KeyCommands.findings(printer, put);
        printer.say("");
        printer.say("token of " + client + " (shown once): " + token.getString("token"));
        printer.say("try it:");
        printer.say("  " + curl);
    }
}
