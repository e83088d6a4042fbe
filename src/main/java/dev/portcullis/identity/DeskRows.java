package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.TokenId;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import dev.portcullis.store.Store;
import dev.portcullis.store.StoreException;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the whole desk from the store. A row that cannot be read is named and left out, so that it grants nothing. */
final class DeskRows {
    private static final Sql ACCOUNTS = Sql.of("SELECT name, environment, cidrs, enabled, uid, rules FROM accounts");
    private static final Sql CLIENTS = Sql.of("SELECT name, enabled, cidrs, limits, signed FROM clients");
    private static final Sql GRANTS =
            Sql.of("SELECT client, account, scopes, limits, credential_id, rules FROM grants");
    private static final Sql OPERATORS = Sql.of("SELECT name, role, created_at FROM operators");
    private static final Sql TOKENS = Sql.of("SELECT id, owner_kind, owner, secret_sha256, created_at, created_by,"
            + " expires_at, revoked_at, last_used_at, bound_to FROM tokens");
    private static final Sql CERTIFICATES =
            Sql.of("SELECT public_key_sha256, client, subject, expires_at FROM client_certificates");

    private static final Sql SEALED_SECRETS =
            Sql.of("SELECT id, sealed_secret FROM tokens WHERE sealed_secret IS NOT NULL AND revoked_at IS NULL");

    private static final Sql KEYS = Sql.of("SELECT id, account, label, state FROM credentials ORDER BY id");

    private final Store store;

    DeskRows(Store store) {
        this.store = store;
    }

    /** The sealed secrets of signed clients, by the ids of their tokens; those of ended tokens are left out. */
    Future<Map<TokenId, byte[]>> sealedSecrets() {
        return store.query(SEALED_SECRETS).map(found -> {
            Map<TokenId, byte[]> sealed = new HashMap<>();
            found.forEach(row -> sealed.put(new TokenId(row.text("id")), row.bytes("sealed_secret")));
            return sealed;
        });
    }

    /** All API keys that the store has, revoked ones too. */
    Future<List<DeskKey>> keys() {
        return store.query(KEYS)
                .map(found -> found.stream()
                        .map(row -> new DeskKey(
                                new CredentialId(row.text("id")),
                                new AccountId(row.text("account")),
                                row.text("label"),
                                row.text("state")))
                        .toList());
    }

    Future<Desk> read() {
        List<Sql> queries = List.of(ACCOUNTS, CLIENTS, GRANTS, OPERATORS, TOKENS, CERTIFICATES);
        List<Future<List<Row>>> answers = queries.stream().map(store::query).toList();
        return Future.all(answers).map(all -> desk(all.list()));
    }

    private static Desk desk(List<List<Row>> tables) {
        List<String> unreadable = new ArrayList<>();
        Map<AccountId, DeskAccount> accounts = new HashMap<>();
        each(tables.get(0), "account", "name", DeskRows::account, unreadable).forEach(a -> accounts.put(a.id(), a));
        Map<ClientId, Client> clients = new HashMap<>();
        each(tables.get(1), "client", "name", DeskRows::client, unreadable).forEach(c -> clients.put(c.id(), c));
        Map<ClientId, Map<AccountId, Grant>> grants =
                byClient(each(tables.get(2), "grant of client", "client", DeskRows::grant, unreadable));
        clients.replaceAll((id, client) -> client.with(grants.getOrDefault(id, Map.of())));
        Map<OperatorName, Operator> operators = new HashMap<>();
        each(tables.get(3), "operator", "name", DeskRows::operator, unreadable)
                .forEach(o -> operators.put(o.name(), o));
        Map<TokenId, Token> tokens = new HashMap<>();
        each(tables.get(4), "token", "id", DeskRows::token, unreadable).forEach(t -> tokens.put(t.id(), t));
        Map<PublicKeyHash, ClientCertificate> certificates = new HashMap<>();
        each(tables.get(5), "certificate of client", "client", DeskRows::certificate, unreadable)
                .forEach(c -> certificates.put(c.publicKey(), c));
        return new Desk(accounts, clients, operators, tokens, certificates, unreadable);
    }

    private static <T> List<T> each(
            List<Row> rows, String what, String nameColumn, Function<Row, T> read, List<String> unreadable) {
        List<T> values = new ArrayList<>(rows.size());
        for (Row row : rows) {
            try {
                values.add(read.apply(row));
            } catch (IllegalArgumentException | StoreException broken) {
                unreadable.add("the stored " + what + " " + row.textOrNull(nameColumn) + " is ignored: "
                        + broken.getMessage());
            }
        }
        return values;
    }

    private static Map<ClientId, Map<AccountId, Grant>> byClient(List<Grant> grants) {
        Map<ClientId, Map<AccountId, Grant>> byClient = new HashMap<>();
        grants.forEach(grant -> byClient.computeIfAbsent(grant.client(), client -> new HashMap<>())
                .put(grant.account(), grant));
        return byClient;
    }

    private static DeskAccount account(Row row) {
        return new DeskAccount(
                new AccountId(row.text("name")),
                new EnvironmentId(row.text("environment")),
                addresses(row, AddressList.ANYWHERE),
                row.flag("enabled"),
                row.textOrNull("uid"),
                RulesText.read(row.textOrNull("rules")));
    }

    private static Client client(Row row) {
        return new Client(
                new ClientId(row.text("name")),
                row.flag("enabled"),
                addresses(row, AddressList.LOOPBACK),
                LimitsText.read(row.textOrNull("limits")),
                new TreeMap<>(Comparator.comparing(AccountId::text)),
                row.flag("signed"));
    }

    private static AddressList addresses(Row row, AddressList whenNone) {
        String text = row.text("cidrs");
        return text.isEmpty() ? whenNone : AddressList.of(text.split(",", -1));
    }

    private static Grant grant(Row row) {
        String credential = row.textOrNull("credential_id");
        return new Grant(
                new ClientId(row.text("client")),
                new AccountId(row.text("account")),
                Grant.readScopes(row.text("scopes")),
                LimitsText.read(row.textOrNull("limits")),
                credential == null ? null : new CredentialId(credential),
                RulesText.read(row.textOrNull("rules")));
    }

    private static Operator operator(Row row) {
        String word = row.text("role");
        Role role = Role.ofText(word).orElseThrow(() -> new IllegalArgumentException("its role is unknown: " + word));
        return new Operator(new OperatorName(row.text("name")), role, Instant.ofEpochMilli(row.number("created_at")));
    }

    private static Token token(Row row) {
        return new Token(
                new TokenId(row.text("id")),
                new Token.Holder(TokenKind.ofOwner(row.text("owner_kind")), row.text("owner")),
                new Token.Life(
                        Instant.ofEpochMilli(row.number("created_at")),
                        row.textOrNull("created_by"),
                        instant(row.numberOrEmpty("expires_at")),
                        instant(row.numberOrEmpty("revoked_at"))),
                instant(row.numberOrEmpty("last_used_at")),
                SecretHash.stored(row.bytes("secret_sha256")),
                boundTo(row.textOrNull("bound_to")));
    }

    private static @Nullable PublicKeyHash boundTo(@Nullable String text) {
        return text == null ? null : new PublicKeyHash(text);
    }

    private static ClientCertificate certificate(Row row) {
        return new ClientCertificate(
                new PublicKeyHash(row.text("public_key_sha256")),
                new ClientId(row.text("client")),
                row.text("subject"),
                Instant.ofEpochMilli(row.number("expires_at")));
    }

    private static @Nullable Instant instant(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
    }
}
