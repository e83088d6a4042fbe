package dev.portcullis.store;

import static dev.portcullis.store.StoreContract.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A desk of before takes the column of keys in Vault and loses nothing by it. */
@ExtendWith(VertxExtension.class)
final class VaultKeyMigrationTest {
    private static final List<String> BEFORE = List.of(
            "V001__desk.sql", "V002__client_certificates.sql", "V003__signed_clients.sql", "V004__manifest.sql");

    @TempDir
    Path folder;

    private static Migration migration(String name) throws Exception {
        try (InputStream in = VaultKeyMigrationTest.class.getResourceAsStream("/store/" + name)) {
            return Migration.named(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void run(Store store, String text) throws Exception {
        done(store.update(Sql.of(text)));
    }

    @Test
    void rowsGrantsAndRulesOfBeforeStayAndKeysOfBeforeAreInNoVault(Vertx vertx) throws Exception {
        Path file = folder.resolve("desk.db");
        List<Migration> before = new ArrayList<>();
        for (String name : BEFORE) {
            before.add(migration(name));
        }
        Store old = done(SqliteStore.open(vertx, file, new Migrations(before)));
        run(old, "INSERT INTO accounts (name, environment, created_at) VALUES ('alpha', 'testnet', 1)");
        run(
                old,
                "INSERT INTO deks (id, environment, account, kek_id, wrapped, created_at)"
                        + " VALUES ('dek-1', 'testnet', 'alpha', 'kek', x'01', 1)");
        run(
                old,
                "INSERT INTO credentials (id, account, environment, label, api_key, algorithm, state, version, dek_id,"
                        + " sealed, limits, created_at, changed_at) VALUES ('alpha-main-1', 'alpha', 'testnet',"
                        + " 'main', 'KEY', 'hmac', 'active', 3, 'dek-1', x'0203', '{}', 4, 5)");
        run(old, "INSERT INTO clients (name, created_at) VALUES ('bot1', 1)");
        run(
                old,
                "INSERT INTO grants (client, account, scopes, credential_id, created_at)"
                        + " VALUES ('bot1', 'alpha', 'trade', 'alpha-main-1', 1)");
        List<Row> rows = done(old.query(Sql.of("SELECT * FROM credentials")));
        done(old.close());

        Store now = done(SqliteStore.open(vertx, file));

        Row kept = done(now.query(Sql.of("SELECT * FROM credentials"))).get(0);
        assertThat(kept.text("id")).isEqualTo(rows.get(0).text("id"));
        assertThat(kept.number("version")).isEqualTo(3);
        assertThat(kept.bytes("sealed")).containsExactly(2, 3);
        assertThat(kept.textOrNull("vault_key")).isNull();
        assertThat(done(now.query(Sql.of("SELECT credential_id FROM grants")))
                        .get(0)
                        .text("credential_id"))
                .isEqualTo("alpha-main-1");
        assertThat(StoreContract.failureOf(now.update(Sql.of("DELETE FROM credentials"))))
                .as("a grant still holds its key")
                .isInstanceOf(StoreException.class);
        assertThat(StoreContract.failureOf(now.update(Sql.of("UPDATE credentials SET algorithm = 'none'"))))
                .as("no other algorithm than before")
                .isInstanceOf(StoreException.class);
        assertThat(StoreContract.failureOf(
                        now.update(Sql.of("UPDATE credentials SET state = 'revoked' WHERE sealed IS NOT NULL"))))
                .as("nothing is revoked with its secret still there")
                .isInstanceOf(StoreException.class);
        done(now.close());
    }
}
