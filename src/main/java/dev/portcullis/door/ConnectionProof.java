package dev.portcullis.door;

import dev.portcullis.model.Presented;
import dev.portcullis.model.PublicKeyHash;
import io.vertx.core.http.HttpConnection;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a connection by itself proves of its caller: the key of the client certificate that TLS has verified. */
final class ConnectionProof {
    private static final Presented NOTHING = new Presented.Nothing();

    private ConnectionProof() {}

    /** To be asked once for a connection: it costs a hash. */
    static Presented of(HttpConnection connection) {
        if (!connection.isSsl()) {
            return NOTHING;
        }
        try {
            return new Presented.Certificate(
                    PublicKeyHash.of(connection.peerCertificates().get(0).getPublicKey()));
        } catch (SSLPeerUnverifiedException noneShown) {
            return NOTHING;
        }
    }
}
