package dev.portcullis.identity;

import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.TokenId;
import dev.portcullis.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides changes to the certificates by which clients are known. */
final class CertificatePlans {
    private final Desk desk;
    private final Instant now;

    CertificatePlans(Desk desk, Instant now) {
        this.desk = desk;
        this.now = now;
    }

    /** A certificate stands for one client. */
    Plan<ClientCertificate> add(ClientCertificate certificate) {
        ClientId client = certificate.client();
        if (!desk.clients().containsKey(client)) {
            return new ClientPlans(desk, now).unknown(client);
        }
        Optional<ClientCertificate> known = withId(certificate.id());
        if (known.isPresent() && !known.get().client().equals(client)) {
            return Plan.refuse(
                    Reason.CONFLICT,
                    "this certificate's key is client " + known.get().client()
                            + "'s already; make another key, or take it away first: client cert remove "
                            + known.get().client() + " " + certificate.id());
        }
        if (known.isPresent()) {
            return new Plan<>(
                    List.of(),
                    new DeskResult.Done<>(known.get(), List.of("client " + client + " is known by this key already")));
        }
        return Plan.write(
                certificate,
                Sql.of(
                        "INSERT INTO client_certificates (public_key_sha256, id, client, subject, expires_at,"
                                + " created_at) VALUES (?, ?, ?, ?, ?, ?)",
                        certificate.publicKey().text(),
                        certificate.id().text(),
                        client.text(),
                        certificate.subject(),
                        certificate.expiresAt().toEpochMilli(),
                        now.toEpochMilli()));
    }

    private Optional<ClientCertificate> withId(TokenId id) {
        return desk.certificates().values().stream()
                .filter(known -> known.id().equals(id))
                .findFirst();
    }

    Plan<ClientCertificate> remove(ClientId client, TokenId id) {
        if (!desk.clients().containsKey(client)) {
            return new ClientPlans(desk, now).unknown(client);
        }
        return withId(id)
                .filter(known -> known.client().equals(client))
                .map(known -> Plan.write(
                        known,
                        Sql.of(
                                "DELETE FROM client_certificates WHERE public_key_sha256 = ?",
                                known.publicKey().text())))
                .orElseGet(() -> Plan.refuse(Reason.NOT_FOUND, noneWith(client, id)));
    }

    private String noneWith(ClientId client, TokenId id) {
        String others = desk.certificates().values().stream()
                .filter(known -> known.client().equals(client))
                .map(known -> known.id().text())
                .sorted()
                .collect(Collectors.joining(", "));
        return "client " + client + " has no certificate " + id + "; "
                + (others.isEmpty() ? "it has none at all" : "it has " + others);
    }
}
