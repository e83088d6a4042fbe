package dev.portcullis.door.admin;

import dev.portcullis.admin.AlertAdmin;
import dev.portcullis.admin.AuditTrail;
import dev.portcullis.admin.DeskAdmin;
import dev.portcullis.admin.DeskCopies;
import dev.portcullis.admin.Doctor;
import dev.portcullis.admin.HaltAdmin;
import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.admin.OrderAdmin;
import dev.portcullis.admin.StatusReport;
import dev.portcullis.admin.StoreAdmin;
import dev.portcullis.credential.SecretUnseal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What operators can do, each use case in one place.
 *
 * @param unseal opens the secrets that the command line sealed
 */
public record AdminActions(
        DeskAdmin desk,
        KeyAdmin keys,
        HaltAdmin halts,
        OrderAdmin orders,
        StoreAdmin store,
        AuditTrail audit,
        StatusReport status,
        Doctor doctor,
        DeskCopies copies,
        SecretUnseal unseal,
        AlertAdmin alerts) {

    List<AdminRoute> routes() {
        return Stream.of(
                        new AccountRoutes(desk, keys).routes(),
                        new ClientRoutes(desk, keys).routes(),
                        new CertificateRoutes(desk).routes(),
                        new OperatorRoutes(desk).routes(),
                        new KeyRoutes(keys, new KeyTable(keys), unseal).routes(),
                        new HaltRoutes(halts).routes(),
                        new OrderRoutes(orders).routes(),
                        new StoreRoutes(store).routes(),
                        new InsightRoutes(audit, status, doctor, new KeyTable(keys)).routes(),
                        new CopyRoutes(copies).routes(),
                        new AlertRoutes(alerts).routes())
                .flatMap(List::stream)
                .toList();
    }
}
