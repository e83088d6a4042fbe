package dev.portcullis.upstream;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** TLS to one host: whom to believe, that the certificate names the host, and that the gate shows none itself. */
final class HostTls {
    /** What the gate proves itself with: nothing, see {@link NoClientCertificate}. */
    static final KeyCertOptions NO_CERTIFICATE = KeyCertOptions.wrap((X509KeyManager) new NoClientCertificate());

    private final URI host;
    private final TransportSettings settings;
    private @Nullable TrustOptions lastTrust;
    private @Nullable ClientSSLOptions lastOptions;

    HostTls(URI host, TransportSettings settings) {
        this.host = host;
        this.settings = settings;
    }

    /** Puts the host's own authorities on a request, where it has any; connections that believed others are left. */
    void on(RequestOptions request) {
        TrustOptions own = settings.trust().of(host);
        if (own != null) {
            request.setSslOptions(optionsFor(own));
        }
    }

    /** The same object while the authorities are the same: connections are kept by it. */
    @SuppressWarnings("ReferenceEquality")
    private ClientSSLOptions optionsFor(TrustOptions own) {
        ClientSSLOptions options = lastOptions;
        if (options == null || lastTrust != own) {
            options = new ClientSSLOptions()
                    .setHostnameVerificationAlgorithm("HTTPS")
                    .setTrustAll(false)
                    .setTrustOptions(own)
                    .setKeyCertOptions(NO_CERTIFICATE)
                    .setSslHandshakeTimeout(settings.waits().handshake().toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
            lastTrust = own;
            lastOptions = options;
        }
        return options;
    }
}
