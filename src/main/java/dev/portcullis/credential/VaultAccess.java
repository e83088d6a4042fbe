package dev.portcullis.credential;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How Vault is reached.
 *
 * @param url without a path
 * @param namespace of Vault Enterprise; empty: the root
 * @param tokenFile read at every request, so that whoever renews the token only writes it; empty: the variable counts
 * @param tokenVariable the environment variable that holds the token
 * @param trust PEM, the authorities of Vault's certificate; empty: those that Java knows
 * @param timeout from a request to the end of its answer
 */
public record VaultAccess(
        URI url,
        Optional<String> namespace,
        Optional<Path> tokenFile,
        String tokenVariable,
        Optional<Path> trust,
        Duration timeout) {
    /** Where the token is, for a person; never the token. */
    String tokenPlace() {
        return tokenFile.map(file -> "the file " + file).orElse("the environment variable " + tokenVariable);
    }
}
