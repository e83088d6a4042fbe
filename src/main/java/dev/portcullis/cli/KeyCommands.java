package dev.portcullis.cli;

import dev.portcullis.secret.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The API keys of accounts; their secrets go in and never come out. */
@Command(
        name = "key",
        description = "the API keys of accounts",
        subcommands = {
            GenerateRsaCommand.class,
            KeyCommands.Put.class,
            KeyCommands.ListAll.class,
            KeyCommands.Rotate.class,
            KeyCommands.Check.class,
            KeyCommands.Revoke.class
        })
final class KeyCommands {
    /** The one table of keys, here and in the doctor's report. */
    static final String[] COLUMNS = {
        "id",
        "account",
        "environment",
        "label",
        "apiKey",
        "algorithm",
        "vaultKey",
        "state",
        "daysLeft",
        "ageDays",
        "lastSeen",
        "ips",
        "rights",
        "health"
    };

    /** A key as a person hands it over. */
    static final class NewKey {
        @Parameters(paramLabel = "ACCOUNT")
        String account = "";

        @Option(names = "--api-key", required = true, paramLabel = "K")
        String apiKey = "";

        @Option(names = "--label", paramLabel = "L", defaultValue = "main")
        String label = "main";

        @Option(names = "--allow-withdraw-rights", description = "take it although it can move money")
        boolean allowWithdrawRights;

        @Mixin
        SecretInput input = new SecretInput();

        @Option(
                names = "--vault-hmac",
                paramLabel = "[MOUNT/]NAME[:vN]",
                description = "instead of a secret: the key of Vault's transit engine that makes the HMACs, v1 unless"
                        + " another version is named")
        @Nullable
        String vaultKey;

        /** Seals the secret to the running gate and hands it over to that route of the account. */
        private JsonObject handOver(AdminClient admin, String route) {
            String path = "/admin/accounts/" + account + route;
            JsonObject key = new JsonObject()
                    .put("apiKey", apiKey)
                    .put("label", label)
                    .put("allowWithdrawRights", allowWithdrawRights);
            if (vaultKey != null) {
                input.requireNone("--vault-hmac");
                return admin.post(path, key.put("vaultKey", vaultKey));
            }
            try (Secret secret = input.read()) {
                return KeyCommands.handOver(admin, path, key, secret, input.isRsa());
            }
        }
    }

    @Command(name = "put", description = "check a key at the exchange and store it encrypted")
    static final class Put extends GateCommand {
        @Mixin
        NewKey key = new NewKey();

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = key.handOver(admin, "/keys");
            if (!printer.asJson(answer)) {
                printer.say("key " + answer.getJsonObject("key").getString("id") + " of " + key.account
                        + " is checked and stored");
                findings(printer, answer);
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "rotate", description = "let another key take the place of the one under its label, without a gap")
    static final class Rotate extends GateCommand {
        @Mixin
        NewKey key = new NewKey();

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = key.handOver(admin, "/keys/rotate");
            if (!printer.asJson(answer)) {
                printer.say("key " + answer.getJsonObject("key").getString("id") + " of " + key.account
                        + " signs from now on; " + answer.getString("retiring") + " is kept until "
                        + answer.getString("wipedAt") + ", then wiped here: delete it at Bybit after that");
                findings(printer, answer);
            }
            return ExitCodes.OK;
        }
    }

    /** Seals the secret to the running gate and stores it as the account's main key. */
    static JsonObject put(AdminClient admin, String account, String apiKey, Secret secret) {
        return handOver(
                admin, "/admin/accounts/" + account + "/keys", new JsonObject().put("apiKey", apiKey), secret, false);
    }

    private static JsonObject handOver(AdminClient admin, String path, JsonObject key, Secret secret, boolean rsa) {
        String sealed = SecretSealer.of(admin).seal(secret);
        return admin.post(path, key.put(rsa ? "sealedRsaKey" : "sealedSecret", sealed));
    }

    static void findings(Printer printer, JsonObject answer) {
        printer.rows(
                answer.getJsonArray("findings", new JsonArray()),
                "nothing to complain about",
                "severity",
                "what",
                "remedy");
    }

    @Command(name = "list", description = "all keys with what is known of them, never a secret")
    static final class ListAll extends GateCommand {
        @Option(names = "--account", paramLabel = "A")
        @Nullable
        String account;

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get(account == null ? "/admin/keys" : "/admin/keys?account=" + account);
            if (!printer.asJson(answer)) {
                printer.rows(
                        answer.getJsonArray("keys"),
                        "no keys yet; store one with: key put ACCOUNT --api-key K --secret-stdin",
                        COLUMNS);
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "check", description = "ask the exchange again what the key may do")
    static final class Check extends GateCommand {
        @Parameters(paramLabel = "KEY-ID")
        String id = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post("/admin/keys/" + id + "/check", new JsonObject());
            if (!printer.asJson(answer)) {
                findings(printer, answer);
            }
            return ExitCodes.OK;
        }
    }

    /** What is left to do where the secret is none of the gate's to wipe. */
    private static String inVault(JsonObject answer) {
        String vaultKey = answer.getJsonObject("key", new JsonObject()).getString("vaultKey");
        return vaultKey == null ? "" : "; its secret stays in Vault, as " + vaultKey + ", until it is deleted there";
    }

    @Command(name = "revoke", description = "stop using a key at once and wipe its secret")
    static final class Revoke extends GateCommand {
        @Parameters(paramLabel = "KEY-ID")
        String id = "";

        @Option(names = "--compromised", description = "somebody else may hold it")
        boolean compromised;

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer =
                    admin.post("/admin/keys/" + id + "/revoke", new JsonObject().put("compromised", compromised));
            String warning = compromised
                    ? "; IT LIVES AT BYBIT UNTIL IT IS DELETED THERE: do that now, then look at the open orders; the"
                            + " gate asks every minute, and wipes the secret when Bybit does not know the key any more"
                    : "; it lives at Bybit until it is deleted there";
            return done(printer, answer, "key " + id + " is not used any more" + warning + inVault(answer));
        }
    }
}
