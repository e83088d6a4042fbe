package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gets master keys from those who keep them: a file, the environment, the service manager, Vault. */
public final class KekKeepers {
    /** Where systemd and container engines put the credentials of a service, each in a file of its own. */
    static final String CREDENTIALS_FOLDER = "CREDENTIALS_DIRECTORY";

    private final Vertx vertx;
    private final UnaryOperator<@Nullable String> environment;
    private final Optional<VaultTransit> vault;

    /**
     * @param environment the value of a variable, null when it is not set
     * @param vault empty when the configuration names none
     */
    public KekKeepers(Vertx vertx, UnaryOperator<@Nullable String> environment, Optional<VaultTransit> vault) {
        this.vertx = vertx;
        this.environment = environment;
        this.vault = vault;
    }

    /**
     * Gets one.
     *
     * @return fails with {@link Kind#UNAVAILABLE} when it cannot be had now, and with {@link Kind#MASTER_KEY} when what
     *     is there can be no master key
     */
    public Future<Kek> get(KekPlace place) {
        return switch (place.keeper()) {
            case FILE -> vertx.executeBlocking(() -> KeyFileKek.read(Path.of(place.where())), false);
            case ENVIRONMENT -> fromVariable(place.where());
            case CREDENTIAL -> vertx.executeBlocking(() -> fromServiceManager(place.where()), false);
            case VAULT -> fromVault(place.where());
        };
    }

    private Future<Kek> fromVariable(String name) {
        String text = environment.apply(name);
        if (text == null) {
            return Future.failedFuture(new CredentialException(
                    Kind.UNAVAILABLE,
                    "the environment variable " + name + " is not set; the gate must be started with the master key in"
                            + " it, base64 of 32 bytes"));
        }
        try {
            return Future.succeededFuture(
                    LocalKek.ofText(text.getBytes(StandardCharsets.US_ASCII), "the environment variable " + name));
        } catch (CredentialException none) {
            return Future.failedFuture(none);
        }
    }

    private Kek fromServiceManager(String name) {
        String folder = environment.apply(CREDENTIALS_FOLDER);
        if (folder == null) {
            throw new CredentialException(
                    Kind.UNAVAILABLE,
                    "$" + CREDENTIALS_FOLDER + " is not set, so there is no service credential " + name + "; start the"
                            + " gate by systemd with LoadCredentialEncrypted=" + name + ":... in its unit");
        }
        Path file = Path.of(folder).resolve(name);
        try {
            byte[] text = Files.readAllBytes(file);
            try {
                return LocalKek.ofText(text, "the service credential " + name);
            } finally {
                Arrays.fill(text, (byte) 0);
            }
        } catch (IOException e) {
            throw new CredentialException(
                    Kind.UNAVAILABLE,
                    "the service credential " + name + " cannot be read (" + e + "); the unit needs"
                            + " LoadCredentialEncrypted=" + name + ":...",
                    e);
        }
    }

    private Future<Kek> fromVault(String where) {
        return vault.map(known -> VaultKek.open(known, VaultKeyName.ofText(where)))
                .orElseGet(() -> Future.failedFuture(new CredentialException(
                        Kind.UNAVAILABLE,
                        "keys are sealed under " + where + " in Vault, and the configuration names no Vault; set"
                                + " master-key.vault.url again")));
    }
}
