package dev.portcullis.credential;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.credential.CredentialHead.Stage;
import dev.portcullis.credential.SealedDek.Wrap;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The tables credentials and deks, and what a key says about its account. */
final class CredentialRows {
    private static final String COLUMNS = "id, account, environment, label, api_key, algorithm, state, version, dek_id,"
            + " sealed, limits, created_at, changed_at, compromised, vault_key";
    private static final Sql ALL = Sql.of("SELECT " + COLUMNS + " FROM credentials ORDER BY created_at, id");
    private static final Sql ALL_DEKS = Sql.of(
            "SELECT id, environment, account, kek_id, wrapped FROM deks WHERE account IS NOT NULL ORDER BY created_at");

    private final Store store;

    CredentialRows(Store store) {
        this.store = store;
    }

    Future<List<Row>> all() {
        return store.query(ALL);
    }

    Future<SealedCredential> one(CredentialId id) {
        return store.query(Sql.of("SELECT " + COLUMNS + " FROM credentials WHERE id = ?", id.text()))
                .map(rows -> credential(only(rows, "there is no credential " + id + "; see `portcullis key list`")));
    }

    /** The account that a row names, whatever else is wrong with it. */
    Future<Optional<String>> accountOf(CredentialId id) {
        return store.query(Sql.of("SELECT account FROM credentials WHERE id = ?", id.text()))
                .map(rows -> rows.stream().findFirst().map(row -> row.text("account")));
    }

    Future<List<Row>> deks() {
        return store.query(ALL_DEKS);
    }

    Future<SealedDek> dek(String id) {
        return store.query(Sql.of("SELECT id, environment, account, kek_id, wrapped FROM deks WHERE id = ?", id))
                .map(rows -> dek(only(rows, "the data key " + id + " is gone from the store; restore a backup")));
    }

    /** The data key of an account, if it has one under this master key. */
    Future<Optional<SealedDek>> dekOf(KeyPlace place, String kekId) {
        return store.query(Sql.of(
                        "SELECT id, environment, account, kek_id, wrapped FROM deks"
                                + " WHERE environment = ? AND account = ? AND kek_id = ? ORDER BY created_at, id",
                        place.environment().text(),
                        place.account().text(),
                        kekId))
                .map(rows -> rows.stream().findFirst().map(CredentialRows::dek));
    }

    /** The UID that the account's first key told; empty before. Fails when there is no such account. */
    Future<Optional<String>> uidOf(KeyPlace place) {
        return store.query(Sql.of(
                        "SELECT uid FROM accounts WHERE name = ? AND environment = ?",
                        place.account().text(),
                        place.environment().text()))
                .map(rows -> only(
                        rows,
                        "there is no account " + place.account() + " on " + place.environment()
                                + "; make it with `portcullis account add " + place.account() + " --env "
                                + place.environment() + "`"))
                .map(row -> Optional.ofNullable(row.textOrNull("uid")));
    }

    Future<Void> write(List<Sql> statements) {
        return store.atomically(statements);
    }

    static Sql insert(SealedDek dek, long nowMillis) {
        return Sql.of(
                "INSERT INTO deks (id, environment, account, kek_id, wrapped, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                dek.id(),
                dek.wrap().environment().text(),
                dek.wrap().account().text(),
                dek.wrap().kekId(),
                dek.wrapped(),
                nowMillis);
    }

    static Sql insert(SealedCredential row) {
        CredentialHead head = row.head();
        return Sql.of(
                "INSERT INTO credentials (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                head.id().text(),
                head.place().account().text(),
                head.place().environment().text(),
                head.place().label(),
                head.apiKey().text(),
                head.algorithm().text(),
                storedWord(head.state()),
                head.stage().version(),
                row.dekId(),
                row.sealed(),
                FactsJson.ofLimits(head.limits()),
                head.stage().createdAtMillis(),
                head.stage().changedAtMillis(),
                head.state() == CredentialState.COMPROMISED,
                head.vaultKey().map(VaultHmacKey::text).orElse(null));
    }

    /** The tables of the first version know no word for a compromised key; a column beside it tells it apart. */
    private static String storedWord(CredentialState state) {
        return (state == CredentialState.COMPROMISED ? CredentialState.RETIRING : state).text();
    }

    /** A wrong mark opens nothing: the state is bound to the sealed secret. */
    private static CredentialState state(Row row) {
        CredentialState word = CredentialState.ofText(row.text("state"));
        return row.flag("compromised") && word.keepsSecret() ? CredentialState.COMPROMISED : word;
    }

    /** Replaces the row of the version before; fails when somebody else was faster. */
    static Sql replace(SealedCredential row) {
        CredentialHead head = row.head();
        return Sql.of(
                        "UPDATE credentials SET state = ?, version = ?, sealed = ?, changed_at = ?, compromised = ?"
                                + " WHERE id = ? AND version = ? AND dek_id = ?",
                        storedWord(head.state()),
                        head.stage().version(),
                        row.sealed(),
                        head.stage().changedAtMillis(),
                        head.state() == CredentialState.COMPROMISED,
                        head.id().text(),
                        head.stage().version() - 1,
                        row.dekId())
                .changingOneRow();
    }

    /** Wipes the secret whatever version the row has: a revocation always wins. */
    static Sql wipe(CredentialId id, long nowMillis) {
        return Sql.of(
                        "UPDATE credentials SET state = 'revoked', version = version + 1, sealed = NULL, dek_id = NULL,"
                                + " changed_at = ? WHERE id = ?",
                        nowMillis,
                        id.text())
                .changingOneRow();
    }

    /** Lets an account without a UID learn it from its first key; fails when it has another one. */
    static Sql learnOwner(KeyPlace place, KeyFacts.Owner owner) {
        return Sql.of(
                        "UPDATE accounts SET uid = ?, parent_uid = ? WHERE name = ? AND environment = ?"
                                + " AND (uid IS NULL OR uid = ?)",
                        owner.uid(),
                        owner.parentUid(),
                        place.account().text(),
                        place.environment().text(),
                        owner.uid())
                .changingOneRow();
    }

    /** @throws IllegalArgumentException when a column holds what this program would never write */
    static SealedCredential credential(Row row) {
        KeyPlace place = new KeyPlace(
                new EnvironmentId(row.text("environment")), new AccountId(row.text("account")), row.text("label"));
        Stage stage = new Stage(state(row), row.number("version"), row.number("created_at"), row.number("changed_at"));
        CredentialHead head = new CredentialHead(
                new CredentialId(row.text("id")),
                place,
                new ApiKey(row.text("api_key")),
                KeyAlgorithm.ofText(row.text("algorithm")),
                stage,
                FactsJson.limits(row.textOrNull("limits")),
                Optional.ofNullable(row.textOrNull("vault_key")).map(VaultHmacKey::ofStored));
        return new SealedCredential(head, row.textOrNull("dek_id"), row.bytesOrNull("sealed"));
    }

    /** @throws IllegalArgumentException when a column holds what this program would never write */
    static SealedDek dek(Row row) {
        Wrap wrap = new Wrap(
                row.text("id"),
                new EnvironmentId(row.text("environment")),
                new AccountId(row.text("account")),
                row.text("kek_id"));
        return new SealedDek(wrap, row.bytes("wrapped"));
    }

    private static Row only(List<Row> rows, String whyNone) {
        if (rows.isEmpty()) {
            throw new CredentialException(Kind.NOT_FOUND, whyNone);
        }
        return rows.get(0);
    }
}
