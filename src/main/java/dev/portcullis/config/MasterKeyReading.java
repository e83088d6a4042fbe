package dev.portcullis.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys below {@code master-key}: who keeps the master key, and how it is asked for. */
final class MasterKeyReading {
    private static final String SECTION = "master-key";
    private static final String NONE = "none";
    private static final String AUTO = "auto";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SEGMENTS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final Map<String, MasterKeySettings.Provider> PROVIDERS = Map.of(
            "file",
            MasterKeySettings.Provider.FILE,
            "environment",
            MasterKeySettings.Provider.ENVIRONMENT,
            "credential",
            MasterKeySettings.Provider.CREDENTIAL,
            "vault",
            MasterKeySettings.Provider.VAULT);

    private MasterKeyReading() {}

    static MasterKeySettings read(Reading reading) {
        MasterKeySettings.Provider provider = reading.value(SECTION + ".provider", "file", Forms.oneOf(PROVIDERS));
        Optional<Path> file = reading.value(SECTION + ".file", AUTO, MasterKeyReading::fileOrAuto);
        String variable = reading.value(
                SECTION + ".variable",
                "GATE_MASTER_KEY",
                matching(VARIABLE, "the name of an environment variable, not its value"));
        String credential = reading.value(
                SECTION + ".credential",
                "portcullis-master-key",
                matching(NAME, "the name of a service credential, as LoadCredential= gives it"));
        MasterKeySettings.Vault vault = vault(reading, SECTION + ".vault");
        if (provider == MasterKeySettings.Provider.VAULT && vault.url().isEmpty()) {
            reading.problem(SECTION + ".vault.url", "expected the address of Vault, for the provider is vault");
        }
        return new MasterKeySettings(provider, file, variable, credential, vault);
    }

    private static MasterKeySettings.Vault vault(Reading reading, String section) {
        return new MasterKeySettings.Vault(
                reading.value(section + ".url", NONE, MasterKeyReading::urlOrNone),
                reading.value(section + ".namespace", NONE, MasterKeyReading::namespaceOrNone),
                reading.value(section + ".mount", "transit", matching(SEGMENTS, "where the transit engine is mounted")),
                reading.value(section + ".key", "portcullis", matching(NAME, "the name of a transit key")),
                new MasterKeySettings.VaultToken(
                        reading.value(section + ".token-file", NONE, Forms.fileOrNone()),
                        reading.value(
                                section + ".token-variable",
                                "VAULT_TOKEN",
                                matching(VARIABLE, "the name of an environment variable, not the token itself"))),
                reading.value(section + ".trust", NONE, Forms.fileOrNone()),
                reading.value(section + ".timeout", "5s", Forms.duration("10ms", "60s")));
    }

    private static Optional<Path> fileOrAuto(String text) {
        return text.equals(AUTO) ? Optional.empty() : Optional.of(Forms.file().read(text));
    }

    private static Optional<URI> urlOrNone(String text) {
        return text.equals(NONE)
                ? Optional.empty()
                : Optional.of(Forms.restUrl().read(text));
    }

    private static Optional<String> namespaceOrNone(String text) {
        return text.equals(NONE)
                ? Optional.empty()
                : Optional.of(matching(SEGMENTS, "a namespace such as desk/trading, or none")
                        .read(text));
    }

    private static Form<String> matching(Pattern allowed, String what) {
        return text -> {
            if (!allowed.matcher(text).matches()) {
                throw Forms.expected(what);
            }
            return text;
        };
    }
}
