package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Presented;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TokenId;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import dev.portcullis.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the {@link Desk} that is valid now, answers for it at once, and is the only way to change it.
 *
 * <p>A change reads the desk afresh, decides, writes in one transaction, reads again and puts the new desk in place by
 * one volatile write; its future completes when the change is in force. Changes run one after another. A future that
 * fails says that the change may be stored and not yet in force; to revoke or disable once more puts it in force.
 */
public final class Registry {
    private final Store store;
    private final SigningSecrets secrets;
    private final SignedCallers signed;
    private final DeskRows rows;
    private final TokenMint mint;
    private final InstantSource clock;
    private final Supplier<Set<EnvironmentId>> environments;
    private final LastUse lastUse = new LastUse();
    private final Object changesLock = new Object();
    private Future<?> changes = Future.succeededFuture();
    private volatile Desk desk = Desk.EMPTY;

    /**
     * What the registry is made of.
     *
     * @param secrets where signed clients' secrets are sealed and opened
     * @param nanoTicker monotonic nanoseconds
     * @param exchange the time that signed clients stamp by
     */
    public record Parts(
            Store store,
            SigningSecrets secrets,
            SecureRandom random,
            InstantSource clock,
            LongSupplier nanoTicker,
            ExchangeTime exchange) {}

    private Registry(Parts parts, Supplier<Set<EnvironmentId>> environments) {
        this.store = parts.store();
        this.secrets = parts.secrets();
        this.signed = new SignedCallers(parts);
        this.rows = new DeskRows(store);
        this.mint = new TokenMint(parts.random());
        this.clock = parts.clock();
        this.environments = environments;
    }

    /**
     * Reads the desk from the store.
     *
     * @param environments the environments that an account may be in, asked at each change
     */
    public static Future<Registry> open(Parts parts, Supplier<Set<EnvironmentId>> environments) {
        Registry registry = new Registry(parts, environments);
        return registry.reload().map(desk -> registry);
    }

    /** The desk that is valid now. */
    public Desk desk() {
        return desk;
    }

    /** Reads the desk again, for when another gate may have changed it. */
    public Future<Desk> reload() {
        return inLine(this::readDesk);
    }

    /** Only ever one at a time, so that no older reading takes the place of a newer one. */
    private Future<Desk> readDesk() {
        return rows.read()
                .compose(read -> signed.reload(rows).map(opened -> {
                    desk = read;
                    return read;
                }));
    }

    /**
     * Whether a signature has let another request in already; asked once for a call, when {@link #identify} knows its
     * caller. Empty for everything that is shown again and again.
     */
    public Optional<Rejection> replayed(Presented presented) {
        return presented instanceof Presented.Signature shown ? signed.replayed(shown) : Optional.empty();
    }

    /**
     * The client of a caller who was identified when its call came, asked when the call has ended: a signature is not
     * checked again, for its time may have passed.
     */
    public Optional<Client> identified(Presented presented) {
        if (presented instanceof Presented.Signature shown) {
            return desk.named(shown);
        }
        return desk.identify(presented, clock.instant()) instanceof Identification.Known known
                ? Optional.of(known.client())
                : Optional.empty();
    }

    /** Which client a caller is. */
    public Identification identify(Presented presented) {
        Identification who = presented instanceof Presented.Signature shown
                ? signed.identify(desk, shown)
                : desk.identify(presented, clock.instant());
        boolean isToken = presented instanceof Presented.Token || presented instanceof Presented.Signature;
        if (who instanceof Identification.Known known && isToken) {
            lastUse.used(known.token(), clock.millis());
        }
        return who;
    }

    /** Which operator a caller of the admin door is. */
    public Identification.OfOperator identifyOperator(Presented presented) {
        Identification.OfOperator who = desk.identifyOperator(presented, clock.instant());
        if (who instanceof Identification.OfOperator.Known known) {
            lastUse.used(known.token(), clock.millis());
        }
        return who;
    }

    /** The live token that this text is, so that its holder can be warned; it lets nobody in and counts as no use. */
    public Optional<Token> liveTokenOf(String text) {
        return desk.tokenOf(text).filter(token -> token.ended(clock.instant()).isEmpty());
    }

    /**
     * Asked in the moment of departure: why a call that was admitted may not go any more; empty when its token or
     * certificate, its client, grant and account still stand.
     *
     * @param token what {@link #identify} called the caller's proof
     */
    public Optional<String> stillStands(TokenId token, ClientId client, AccountId account, Scope scope) {
        return desk.whyNotStanding(token, client, account, scope, clock.instant());
    }

    /** Writes down when tokens were last used; to be called now and then, and before the store is closed. */
    public Future<Void> noteLastUse() {
        List<Sql> statements = lastUse.drain();
        return statements.isEmpty() ? Future.succeededFuture() : store.atomically(statements);
    }

    /** Adds an account; an empty list of addresses restricts nothing. */
    public Future<DeskResult<DeskAccount>> addAccount(AccountId id, EnvironmentId environment, AddressList allowed) {
        return change(now -> accounts(now).add(id, environment, allowed, environments.get()));
    }

    /** Lets an account be used again. */
    public Future<DeskResult<DeskAccount>> enableAccount(AccountId id) {
        return change(now -> accounts(now).setEnabled(id, true));
    }

    /** Stops all use of an account at once, cancels too. */
    public Future<DeskResult<DeskAccount>> disableAccount(AccountId id) {
        return change(now -> accounts(now).setEnabled(id, false));
    }

    /** Changes from where an account may be used; an empty list restricts nothing. */
    public Future<DeskResult<DeskAccount>> setAccountAddresses(AccountId id, AddressList allowed) {
        return change(now -> accounts(now).setAddresses(id, allowed));
    }

    /** Removes an account that has neither live keys nor grants. */
    public Future<DeskResult<DeskAccount>> removeAccount(AccountId id) {
        Sql liveKeys = Sql.of(
                "SELECT label FROM credentials WHERE account = ? AND state <> 'revoked' ORDER BY label", id.text());
        return changeAfter(now ->
                store.query(liveKeys).map(keys -> accounts(now).remove(id, labels(keys))));
    }

    private static List<String> labels(List<Row> keys) {
        return keys.stream().map(key -> key.text("label")).toList();
    }

    /** Adds a client; an empty list of addresses means this machine only, and a note says so. */
    public Future<DeskResult<Client>> addClient(ClientId id, AddressList allowed, DeskLimits limits) {
        return change(now ->
                clients(now).add(new Client(id, true, allowed, limits, Collections.emptySortedMap(), false), allowed));
    }

    /** Adds a client that signs its requests, as {@link #addClient} adds one that shows tokens. */
    public Future<DeskResult<Client>> addSignedClient(ClientId id, AddressList allowed, DeskLimits limits) {
        return change(now ->
                clients(now).add(new Client(id, true, allowed, limits, Collections.emptySortedMap(), true), allowed));
    }

    /** Changes from where a client may call; an empty list means this machine only. */
    public Future<DeskResult<Client>> setClientAddresses(ClientId id, AddressList allowed) {
        return change(now -> clients(now).setAddresses(id, allowed));
    }

    /** Changes the desk's limits for a client. */
    public Future<DeskResult<Client>> setClientLimits(ClientId id, DeskLimits limits) {
        return change(now -> clients(now).setLimits(id, limits));
    }

    /** Lets a client in again. */
    public Future<DeskResult<Client>> enableClient(ClientId id) {
        return change(now -> clients(now).setEnabled(id, true));
    }

    /** Stops a client at once, with all its tokens. */
    public Future<DeskResult<Client>> disableClient(ClientId id) {
        return change(now -> clients(now).setEnabled(id, false));
    }

    /** Removes a client with its grants and tokens. */
    public Future<DeskResult<Client>> removeClient(ClientId id) {
        return change(now -> clients(now).remove(id));
    }

    /** Gives a grant, in place of an earlier one on this account, whose rules stay. */
    public Future<DeskResult<Grant>> grant(Grant grant) {
        return changeAfter(
                now -> accountOf(grant.credential()).map(of -> clients(now).regrant(grant, of)));
    }

    /** Changes the rules for a client's orders on an account. */
    public Future<DeskResult<Grant>> setRules(ClientId client, AccountId account, RulesEdit edit) {
        return change(now -> clients(now).setRules(client, account, edit));
    }

    /** Changes those of all clients of an account. */
    public Future<DeskResult<DeskAccount>> setRules(AccountId account, RulesEdit edit) {
        return change(now -> accounts(now).setRules(account, edit));
    }

    private Future<Optional<AccountId>> accountOf(@Nullable CredentialId credential) {
        if (credential == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return store.query(Sql.of(
                        "SELECT account FROM credentials WHERE id = ? AND state <> 'revoked'", credential.text()))
                .map(found -> found.stream()
                        .map(row -> new AccountId(row.text("account")))
                        .findFirst());
    }

    /** Takes a grant back at once. */
    public Future<DeskResult<Grant>> ungrant(ClientId client, AccountId account) {
        return change(now -> clients(now).ungrant(client, account));
    }

    /**
     * Makes a token for a client, or, for a signed one, an id and a secret; at most two are live at a time.
     *
     * @param ttl how long it holds; null for ever
     * @param createdBy the operator who asked
     */
    public Future<DeskResult<IssuedToken>> issueToken(ClientId client, @Nullable Duration ttl, OperatorName createdBy) {
        TokenPlans.Order order = new TokenPlans.Order(ttl, createdBy.text());
        return changeAfter(now -> signing(now, client, tokens(now).issueTo(client, order)));
    }

    private Future<Plan<IssuedToken>> signing(Desk now, ClientId id, Plan<IssuedToken> plan) {
        Client client = now.clients().get(id);
        boolean isSigned = client != null && client.signed();
        if (!isSigned || !(plan.result() instanceof DeskResult.Done<IssuedToken> done)) {
            return Future.succeededFuture(plan);
        }
        String secret = mint.signingSecret();
        TokenId token = done.value().id();
        return secrets.seal(token, secret.getBytes(StandardCharsets.US_ASCII))
                .map(wrapped -> plan.then(
                        issued -> issued.signingWith(secret),
                        Sql.of("UPDATE tokens SET sealed_secret = ? WHERE id = ?", wrapped, token.text())));
    }

    /** Makes a token for an operator, as {@link #issueToken(ClientId, Duration, OperatorName)} does for a client. */
    public Future<DeskResult<IssuedToken>> issueToken(
            OperatorName operator, @Nullable Duration ttl, OperatorName createdBy) {
        return change(now -> tokens(now).issueTo(operator, new TokenPlans.Order(ttl, createdBy.text())));
    }

    /**
     * Makes a token for a client that works only together with a client certificate.
     *
     * @param boundTo the certificate's key
     */
    public Future<DeskResult<IssuedToken>> issueToken(
            ClientId client, @Nullable Duration ttl, PublicKeyHash boundTo, OperatorName createdBy) {
        return change(now -> tokens(now).issueTo(client, new TokenPlans.Order(ttl, createdBy.text(), boundTo)));
    }

    /** Lets a client be known by a certificate, besides its tokens. */
    public Future<DeskResult<ClientCertificate>> addCertificate(ClientCertificate certificate) {
        return change(now -> new CertificatePlans(now, clock.instant()).add(certificate));
    }

    /** Knows a client by that certificate no more, at once; connections that showed it stay open and are refused. */
    public Future<DeskResult<ClientCertificate>> removeCertificate(ClientId client, TokenId id) {
        return change(now -> new CertificatePlans(now, clock.instant()).remove(client, id));
    }

    /** Ends a token at once; one that has been revoked before stays so. */
    public Future<DeskResult<Token>> revokeToken(TokenId id) {
        return change(now -> tokens(now).revoke(id));
    }

    /**
     * Adds an operator with a first token that does not expire.
     *
     * @param createdBy null for the first operator, whom {@code init} makes
     */
    public Future<DeskResult<NewOperator>> addOperator(OperatorName name, Role role, @Nullable OperatorName createdBy) {
        TokenPlans.Order order = new TokenPlans.Order(null, createdBy == null ? null : createdBy.text());
        return change(now -> new OperatorPlans(now, clock.instant()).add(name, role, tokens(now), order));
    }

    /** Removes an operator with all tokens; the last admin stays. */
    public Future<DeskResult<Operator>> removeOperator(OperatorName name) {
        return change(now -> new OperatorPlans(now, clock.instant()).remove(name));
    }

    /** The desk on one sheet, to be shown and to be brought to what another sheet says. */
    public DeskSheets sheets() {
        return new DeskSheets(this, rows, clock, environments);
    }

    private AccountPlans accounts(Desk now) {
        return new AccountPlans(now, clock.instant());
    }

    private ClientPlans clients(Desk now) {
        return new ClientPlans(now, clock.instant());
    }

    private TokenPlans tokens(Desk now) {
        return new TokenPlans(now, clock.instant(), mint);
    }

    private <T> Future<DeskResult<T>> change(Function<Desk, Plan<T>> decide) {
        return changeAfter(now -> Future.succeededFuture(decide.apply(now)));
    }

    <T> Future<DeskResult<T>> changeAfter(Function<Desk, Future<Plan<T>>> decide) {
        return inLine(
                () -> noteLastUse().compose(noted -> readDesk()).compose(decide).compose(this::carryOut));
    }

    private <T> Future<DeskResult<T>> carryOut(Plan<T> plan) {
        if (plan.statements().isEmpty()) {
            return Future.succeededFuture(plan.result());
        }
        return store.atomically(plan.statements())
                .compose(written -> readDesk())
                .map(read -> plan.result());
    }

    /** Does something to the stored desk while nothing of it is changed here, and nothing is stored meanwhile. */
    public <T> Future<T> whileNothingChanges(Supplier<Future<T>> action) {
        return inLine(action);
    }

    private <T> Future<T> inLine(Supplier<Future<T>> change) {
        synchronized (changesLock) {
            Future<T> mine = changes.transform(earlier -> change.get());
            changes = mine;
            return onContextOfCaller(mine);
        }
    }

    /** The change may run on the context of an earlier caller; its answer comes back on the own one. */
    private static <T> Future<T> onContextOfCaller(Future<T> change) {
        Context home = Vertx.currentContext();
        if (home == null) {
            return change;
        }
        return Future.future(answer -> change.onComplete(done -> home.runOnContext(there -> answer.handle(done))));
    }
}
