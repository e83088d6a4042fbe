package dev.portcullis.cli;

import dev.portcullis.tls.TlsException;
import dev.portcullis.tls.TrustFiles;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What a command believes and shows when the gate's listeners speak TLS.
 *
 * @param authorities whom to believe; empty for those of the JVM
 * @param certificate what to show; empty for none
 */
record GateTls(Optional<Path> authorities, Optional<Shown> certificate) {
    /** A client certificate and its key, PEM files both. */
    record Shown(Path certificate, Path key) {
        private PemKeyCertOptions options() {
            return new PemKeyCertOptions().setCertPath(certificate.toString()).setKeyPath(key.toString());
        }
    }

    /** Puts it on the options of a client. */
    WebClientOptions on(WebClientOptions options) {
        authorities.ifPresent(file -> options.setTrustOptions(TrustOptions.wrap(read(file))));
        certificate.ifPresent(shown -> options.setKeyCertOptions(shown.options()));
        return options;
    }

    /** The same as a context of Java's own; empty when Java's default will do. */
    Optional<SSLContext> context(Vertx vertx) {
        if (authorities.isEmpty() && certificate.isEmpty()) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    certificate.isEmpty() ? null : keyManagers(vertx, certificate.get()),
                    authorities.map(file -> new TrustManager[] {read(file)}).orElse(null),
                    null);
            return Optional.of(context);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has TLS", impossible);
        }
    }

    private static KeyManager[] keyManagers(Vertx vertx, Shown shown) {
        try {
            return shown.options().getKeyManagerFactory(vertx).getKeyManagers();
        } catch (Exception unreadable) {
            throw new CommandFailure(
                    "cannot use " + shown.certificate() + " with " + shown.key() + ": " + unreadable.getMessage());
        }
    }

    private static X509ExtendedTrustManager read(Path file) {
        try {
            return new TrustFiles("--ca", file, "--ca", null).read(InstantSource.system());
        } catch (TlsException unusable) {
            throw new CommandFailure(String.valueOf(unusable.getMessage()));
        }
    }
}
