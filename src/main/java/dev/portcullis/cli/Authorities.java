package dev.portcullis.cli;

import dev.portcullis.tls.TlsException;
import dev.portcullis.tls.TrustFiles;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a command believes, from the file of --ca, when the gate's listeners speak TLS. */
final class Authorities {
    private Authorities() {}

    static X509ExtendedTrustManager read(Path file) {
        try {
            return new TrustFiles("--ca", file, "--ca", null).read(InstantSource.system());
        } catch (TlsException unusable) {
            throw new CommandFailure(String.valueOf(unusable.getMessage()));
        }
    }

    static SSLContext context(Path file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {read(file)}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has TLS", impossible);
        }
    }
}
