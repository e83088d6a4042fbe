package dev.portcullis.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the master key is had from.
 *
 * @param provider which of the following counts
 * @param file the key file; empty: where {@code init} put it
 * @param variable the environment variable that holds it
 * @param credential the service credential that holds it, a file of that name in {@code $CREDENTIALS_DIRECTORY}
 * @param vault the key in Vault's transit engine
 */
public record MasterKeySettings(
        Provider provider, Optional<Path> file, String variable, String credential, Vault vault) {
    /** Who keeps the master key. */
    public enum Provider {
        FILE,
        ENVIRONMENT,
        CREDENTIAL,
        VAULT
    }

    /**
     * A key in Vault's transit engine, which never leaves Vault.
     *
     * @param url empty: there is no Vault
     * @param namespace of Vault Enterprise and HCP; empty: the root
     * @param mount of the transit engine
     * @param trust PEM, the authorities of Vault's certificate; empty: those that Java knows
     * @param timeout from the request to the end of the answer
     */
    public record Vault(
            Optional<URI> url,
            Optional<String> namespace,
            String mount,
            String key,
            VaultToken token,
            Optional<Path> trust,
            Duration timeout) {}

    /**
     * Where the gate's token for Vault is; never the token itself.
     *
     * @param file read at every request, so that whoever renews the token only has to write it; empty: the variable
     */
    public record VaultToken(Optional<Path> file, String variable) {}
}
