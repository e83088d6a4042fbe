package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The gate's token for Vault, read anew for each request, so that whoever renews it only writes it. */
final class VaultToken {
    private final Vertx vertx;
    private final VaultAccess access;
    private final UnaryOperator<@Nullable String> environment;

    /** @param environment the value of a variable, null when it is not set */
    VaultToken(Vertx vertx, VaultAccess access, UnaryOperator<@Nullable String> environment) {
        this.vertx = vertx;
        this.access = access;
        this.environment = environment;
    }

    /** A header is a text; it is asked for anew each time and kept by nobody here. */
    Future<String> read() {
        return access.tokenFile()
                .map(file -> vertx.fileSystem()
                        .readFile(file.toString())
                        .map(text -> text.toString(StandardCharsets.US_ASCII).strip())
                        .recover(failed -> Future.failedFuture(none(failed))))
                .orElseGet(() -> {
                    String token = environment.apply(access.tokenVariable());
                    return token == null ? Future.failedFuture(none(null)) : Future.succeededFuture(token.strip());
                });
    }

    private CredentialException none(@Nullable Throwable cause) {
        return new CredentialException(
                Kind.UNAVAILABLE,
                "the gate has no token for Vault: " + access.tokenPlace() + " is not there; set master-key.vault"
                        + ".token-file to the file that Vault Agent keeps fresh, or the variable",
                cause);
    }
}
