package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.ClientCertificate;
import dev.portcullis.identity.Desk;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.DeskResult;
import dev.portcullis.identity.Grant;
import dev.portcullis.identity.IssuedToken;
import dev.portcullis.identity.NewOperator;
import dev.portcullis.identity.Operator;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Registry;
import dev.portcullis.identity.Role;
import dev.portcullis.identity.RulesEdit;
import dev.portcullis.identity.Token;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TokenId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who and what the desk consists of, changed by operators: accounts, clients, grants, tokens, operators. */
public final class DeskAdmin {
    private final Registry registry;
    private final OperatorLog log;
    private final WaitingOrders waiting;

    /** @param waiting looked through after every change that takes a right away */
    public DeskAdmin(Registry registry, OperatorLog log, WaitingOrders waiting) {
        this.registry = registry;
        this.log = log;
        this.waiting = waiting;
    }

    /** The desk as it is. */
    public Desk desk() {
        return registry.desk();
    }

    /** Adds an account; an empty list of addresses restricts nothing. */
    public Future<DeskAccount> addAccount(
            OperatorName by, AccountId id, EnvironmentId environment, AddressList allowed) {
        return give(
                new Deed(by, "account add", id.text(), environment + " " + allowed),
                () -> registry.addAccount(id, environment, allowed));
    }

    /** Lets an account be used again. */
    public Future<DeskAccount> enableAccount(OperatorName by, AccountId id) {
        return give(new Deed(by, "account enable", id.text(), ""), () -> registry.enableAccount(id));
    }

    /** Stops all use of an account at once. */
    public Future<DeskAccount> disableAccount(OperatorName by, AccountId id) {
        return take(new Deed(by, "account disable", id.text(), ""), () -> registry.disableAccount(id));
    }

    /** Removes an account. */
    public Future<DeskAccount> removeAccount(OperatorName by, AccountId id) {
        return take(new Deed(by, "account remove", id.text(), ""), () -> registry.removeAccount(id));
    }

    /** Adds a client; an empty list of addresses means loopback only. */
    public Future<Client> addClient(OperatorName by, ClientId id, AddressList allowed) {
        return give(
                new Deed(by, "client add", id.text(), allowed.toString()),
                () -> registry.addClient(id, allowed, DeskLimits.NONE));
    }

    /** Adds a client that signs its requests with a secret of its own. */
    public Future<Client> addSignedClient(OperatorName by, ClientId id, AddressList allowed) {
        return give(
                new Deed(by, "client add", id.text(), "signed, " + allowed),
                () -> registry.addSignedClient(id, allowed, DeskLimits.NONE));
    }

    /** Lets a client in again. */
    public Future<Client> enableClient(OperatorName by, ClientId id) {
        return give(new Deed(by, "client enable", id.text(), ""), () -> registry.enableClient(id));
    }

    /** Stops a client at once. */
    public Future<Client> disableClient(OperatorName by, ClientId id) {
        return take(new Deed(by, "client disable", id.text(), ""), () -> registry.disableClient(id));
    }

    /** Removes a client with its grants and tokens. */
    public Future<Client> removeClient(OperatorName by, ClientId id) {
        return take(new Deed(by, "client remove", id.text(), ""), () -> registry.removeClient(id));
    }

    /**
     * Gives a grant, in place of an earlier one.
     *
     * @param pinned the key that signs for this client alone, and after it whatever takes its place under its label;
     *     null for the account's own
     */
    public Future<Grant> grant(
            OperatorName by, ClientId client, AccountId account, Set<Scope> scopes, @Nullable CredentialId pinned) {
        Grant grant = new Grant(client, account, scopes, DeskLimits.NONE, pinned);
        String detail = grant.scopesText() + (pinned == null ? "" : " with key " + pinned);
        return take(new Deed(by, "client grant", client + " " + account, detail), () -> registry.grant(grant));
    }

    /** Changes the rules for a client's orders on an account; {@code what} says how, for the record. */
    public Future<Grant> setRules(OperatorName by, ClientId client, AccountId account, String what, RulesEdit edit) {
        return give(
                new Deed(by, "client rules", client + " " + account, what),
                () -> registry.setRules(client, account, edit));
    }

    /** Changes the rules for the orders of all clients of an account. */
    public Future<DeskAccount> setRules(OperatorName by, AccountId account, String what, RulesEdit edit) {
        return give(new Deed(by, "account rules", account.text(), what), () -> registry.setRules(account, edit));
    }

    /** Takes a grant back at once. */
    public Future<Grant> ungrant(OperatorName by, ClientId client, AccountId account) {
        return take(
                new Deed(by, "client ungrant", client + " " + account, ""), () -> registry.ungrant(client, account));
    }

    /** Makes a token, shown once. */
    public Future<IssuedToken> issueToken(OperatorName by, ClientId client, Duration ttl) {
        return give(
                new Deed(by, "token issue", client.text(), "for " + ttl), () -> registry.issueToken(client, ttl, by));
    }

    /** Makes one more token for an operator, which does not expire; shown once. */
    public Future<IssuedToken> issueToken(OperatorName by, OperatorName operator) {
        return give(new Deed(by, "operator token", operator.text(), ""), () -> registry.issueToken(operator, null, by));
    }

    /** Makes a token that works only together with the client certificate of this key, shown once. */
    public Future<IssuedToken> issueToken(OperatorName by, ClientId client, Duration ttl, PublicKeyHash boundTo) {
        return give(
                new Deed(by, "token issue", client.text(), "for " + ttl + " bound to " + boundTo.publicId()),
                () -> registry.issueToken(client, ttl, boundTo, by));
    }

    /** Lets a client be known by a certificate. */
    public Future<ClientCertificate> addCertificate(OperatorName by, ClientCertificate certificate) {
        return give(
                new Deed(
                        by,
                        "client cert add",
                        certificate.client().text(),
                        certificate.publicKey() + " " + certificate.subject()),
                () -> registry.addCertificate(certificate));
    }

    /** Knows a client by that certificate no more. */
    public Future<ClientCertificate> removeCertificate(OperatorName by, ClientId client, TokenId id) {
        return take(
                new Deed(by, "client cert remove", client.text(), id.text()),
                () -> registry.removeCertificate(client, id));
    }

    /** Ends a token at once. */
    public Future<Token> revokeToken(OperatorName by, TokenId id) {
        return take(new Deed(by, "token revoke", id.text(), ""), () -> registry.revokeToken(id));
    }

    /** Adds an operator with a first token, shown once. */
    public Future<NewOperator> addOperator(OperatorName by, OperatorName name, Role role) {
        return give(new Deed(by, "operator add", name.text(), role.text()), () -> registry.addOperator(name, role, by));
    }

    /** Removes an operator with all tokens. */
    public Future<Operator> removeOperator(OperatorName by, OperatorName name) {
        return take(new Deed(by, "operator remove", name.text(), ""), () -> registry.removeOperator(name));
    }

    private <T> Future<T> give(Deed deed, Supplier<Future<DeskResult<T>>> change) {
        return log.first(deed, change).compose(DeskAdmin::done);
    }

    private <T> Future<T> take(Deed deed, Supplier<Future<DeskResult<T>>> change) {
        return log.atOnce(deed, change).compose(DeskAdmin::done).onSuccess(done -> waiting.reconsiderWaiting());
    }

    private static <T> Future<T> done(DeskResult<T> result) {
        return result instanceof DeskResult.Done<T> done
                ? Future.succeededFuture(done.value())
                : Future.failedFuture(AdminRefusal.of((DeskResult.Refused<T>) result));
    }
}
