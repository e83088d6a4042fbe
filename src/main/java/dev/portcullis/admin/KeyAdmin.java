package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.Signer;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.CredentialLimits;
import dev.portcullis.credential.Finding;
import dev.portcullis.credential.KeyCandidate;
import dev.portcullis.credential.KeyPlace;
import dev.portcullis.credential.KeyPolicy;
import dev.portcullis.credential.KeyPolicy.WalletRights;
import dev.portcullis.credential.KeyReport;
import dev.portcullis.credential.Trial;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.upstream.KeyInquiry;
import dev.portcullis.upstream.KeyVerdict;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Puts API keys in, checks them at the exchange, and takes them out of use. */
public final class KeyAdmin {
    /** A key with what is to be said of it. */
    public record Checked(CredentialFacts facts, List<Finding> findings) {}

    private final Registry registry;
    private final CredentialBook book;
    private final KeyInquiry inquiry;
    private final OperatorLog log;
    private final WaitingOrders waiting;
    private final InstantSource wallClock;
    private final Consumer<CredentialFacts> whenKnown;

    /** @param whenKnown told of every key that was checked, for budgets and metrics follow it */
    public KeyAdmin(
            Registry registry,
            CredentialBook book,
            KeyInquiry inquiry,
            OperatorLog log,
            WaitingOrders waiting,
            InstantSource wallClock,
            Consumer<CredentialFacts> whenKnown) {
        this.registry = registry;
        this.book = book;
        this.inquiry = inquiry;
        this.log = log;
        this.waiting = waiting;
        this.wallClock = wallClock;
        this.whenKnown = whenKnown;
    }

    /**
     * Checks a key at the exchange and, unless something speaks against it, stores it and lets it sign.
     *
     * @param candidate makes the candidate for its place; may throw what is wrong with it
     */
    public Future<Checked> put(
            OperatorName by,
            AccountId account,
            String label,
            WalletRights walletRights,
            Function<KeyPlace, KeyCandidate> candidate) {
        DeskAccount known = registry.desk().accounts().get(account);
        if (known == null) {
            return Future.failedFuture(new AdminRefusal(
                    AdminRefusal.Reason.NOT_FOUND,
                    "there is no account " + account + "; add it first: account add " + account + " --env ENV"));
        }
        Trial trial = book.tryOut(candidate.apply(new KeyPlace(known.environment(), account, label)));
        return ask(trial.signer(), known.environment())
                .compose(facts -> store(by, account, trial, facts, new KeyPolicy(walletRights)))
                .onFailure(refused -> trial.close());
    }

    private Future<Checked> store(OperatorName by, AccountId account, Trial trial, KeyFacts facts, KeyPolicy policy) {
        List<Finding> findings = policy.examine(facts, wallClock.instant());
        Optional<Finding> refusal = findings.stream().filter(Finding::refuses).findFirst();
        if (refusal.isPresent()) {
            return Future.failedFuture(new AdminRefusal(
                    AdminRefusal.Reason.CONFLICT,
                    refusal.get().what() + "; " + refusal.get().remedy()));
        }
        Deed deed = new Deed(by, "key put", account.text(), trial.id() + " uid " + facts.uid());
        return log.first(deed, () -> book.put(trial, reported(facts), CredentialLimits.NONE))
                .compose(stored -> book.activate(stored.id()))
                .onSuccess(whenKnown::accept)
                .map(active -> new Checked(active, findings));
    }

    private Future<KeyFacts> ask(Signer signer, EnvironmentId environment) {
        return inquiry.about(signer, environment).compose(verdict -> {
            if (verdict instanceof KeyVerdict.Works works) {
                return Future.succeededFuture(works.facts());
            }
            return Future.failedFuture(refusal(verdict));
        });
    }

    private static AdminRefusal refusal(KeyVerdict verdict) {
        if (verdict instanceof KeyVerdict.Refused refused) {
            return new AdminRefusal(AdminRefusal.Reason.CONFLICT, refused.cause() + "; " + refused.remedy());
        }
        KeyVerdict.Unanswered unanswered = (KeyVerdict.Unanswered) verdict;
        return new AdminRefusal(AdminRefusal.Reason.UNAVAILABLE, unanswered.cause() + "; " + unanswered.remedy());
    }

    /** Every key, revoked ones too, with what is to be said of those that still sign. */
    public List<CredentialHead> list() {
        return book.list();
    }

    /** What is known of a key that still signs. */
    public Optional<Checked> known(CredentialId id) {
        return book.facts(id).map(this::examined);
    }

    private Checked examined(CredentialFacts facts) {
        KeyPolicy policy = new KeyPolicy(WalletRights.ALLOWED);
        return new Checked(facts, policy.examine(facts.report().key(), wallClock.instant()));
    }

    /** Asks the exchange again what a key may do. */
    public Future<Checked> check(OperatorName by, CredentialId id) {
        Optional<CredentialFacts> facts = book.facts(id);
        if (facts.isEmpty()) {
            return Future.failedFuture(unknown(id));
        }
        return log.first(new Deed(by, "key check", id.text(), ""), () -> book.signer(id))
                .compose(signer -> ask(signer, facts.get().environment()))
                .compose(fresh -> book.renew(id, reported(fresh)))
                .onSuccess(whenKnown::accept)
                .map(this::examined);
    }

    /** Takes a key out of use at once and wipes its secret. */
    public Future<CredentialHead> revoke(OperatorName by, CredentialId id, String why) {
        Optional<CredentialHead> head =
                book.list().stream().filter(h -> h.id().equals(id)).findFirst();
        if (head.isEmpty()) {
            return Future.failedFuture(unknown(id));
        }
        return log.atOnce(new Deed(by, "key revoke", id.text(), why), () -> {
            Future<Void> wiped = book.revoke(id);
            waiting.reconsiderWaiting();
            return wiped.map(done -> book.list().stream()
                    .filter(h -> h.id().equals(id))
                    .findFirst()
                    .orElse(head.get()));
        });
    }

    private KeyReport reported(KeyFacts facts) {
        return new KeyReport(facts, wallClock.millis());
    }

    private static AdminRefusal unknown(CredentialId id) {
        return new AdminRefusal(AdminRefusal.Reason.NOT_FOUND, "there is no key " + id + "; the ids are in: key list");
    }
}
