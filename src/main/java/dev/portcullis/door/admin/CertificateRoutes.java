package dev.portcullis.door.admin;

import dev.portcullis.admin.DeskAdmin;
import dev.portcullis.identity.ClientCertificate;
import dev.portcullis.identity.Role;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.TokenId;
import dev.portcullis.tls.Pem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;

/** The routes about the certificates by which clients are known. */
final class CertificateRoutes {
    private final DeskAdmin desk;

    CertificateRoutes(DeskAdmin desk) {
        this.desk = desk;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/admin/certificates", Role.VIEWER, wish -> Future.succeededFuture(list())),
                AdminRoute.post("/admin/clients/:name/certificates", Role.ADMIN, this::add),
                AdminRoute.delete("/admin/clients/:name/certificates/:id", Role.OPERATOR, this::remove));
    }

    /** The first certificate of a PEM text. */
    static X509Certificate readPem(String text) {
        try {
            return Pem.certificatesOf(text).get(0);
        } catch (Pem.Unusable unusable) {
            throw new IllegalArgumentException(unusable.why(), unusable);
        }
    }

    /** The key of the first certificate of a PEM text. */
    static PublicKeyHash readKey(String text) {
        return PublicKeyHash.of(readPem(text).getPublicKey());
    }

    private Future<JsonObject> add(Wish wish) {
        X509Certificate shown = wish.need("certificate", CertificateRoutes::readPem);
        ClientCertificate certificate = new ClientCertificate(
                PublicKeyHash.of(shown.getPublicKey()),
                wish.inPath("name", ClientId::new),
                shown.getSubjectX500Principal().getName(),
                shown.getNotAfter().toInstant());
        return desk.addCertificate(wish.operator(), certificate).map(CertificateRoutes::json);
    }

    private Future<JsonObject> remove(Wish wish) {
        return desk.removeCertificate(
                        wish.operator(), wish.inPath("name", ClientId::new), wish.inPath("id", TokenId::new))
                .map(CertificateRoutes::json);
    }

    private JsonObject list() {
        JsonArray certificates = new JsonArray();
        desk.desk().certificates().values().stream()
                .sorted(Comparator.comparing((ClientCertificate c) -> c.client().text())
                        .thenComparing(c -> c.id().text()))
                .forEach(certificate -> certificates.add(json(certificate)));
        return new JsonObject().put("certificates", certificates);
    }

    private static JsonObject json(ClientCertificate certificate) {
        return new JsonObject()
                .put("id", certificate.id().text())
                .put("client", certificate.client().text())
                .put("subject", certificate.subject())
                .put("expiresAt", certificate.expiresAt().toString())
                .put("publicKeySha256", certificate.publicKey().text());
    }
}
