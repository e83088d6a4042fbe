package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.bybit.Signer;
import dev.portcullis.config.MasterKeySettings;
import dev.portcullis.config.Settings;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.CredentialLimits;
import dev.portcullis.credential.CredentialState;
import dev.portcullis.credential.Finding;
import dev.portcullis.credential.KeyCandidate;
import dev.portcullis.credential.KeyPlace;
import dev.portcullis.credential.KeyPolicy;
import dev.portcullis.credential.KeyPolicy.WalletRights;
import dev.portcullis.credential.KeyReport;
import dev.portcullis.credential.Trial;
import dev.portcullis.credential.VaultHmacKey;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.upstream.KeyInquiry;
import dev.portcullis.upstream.KeyVerdict;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts API keys in, checks them at the exchange, and takes them out of use. */
public final class KeyAdmin {
    /** A key with what is to be said of it. */
    public record Checked(CredentialFacts facts, List<Finding> findings) {}

    /**
     * What is learnt of keys, and who wants to hear it.
     *
     * @param whenKnown told of every key that was checked, for budgets and metrics follow it
     */
    public record Knowledge(KeyInquiry inquiry, KeyHealth health, Consumer<CredentialFacts> whenKnown) {}

    /** A key that is put in: for which account, under which label, and what it may do that is better not done. */
    public record Wish(AccountId account, String label, WalletRights walletRights) {}

    /**
     * A key that has taken the place of another.
     *
     * @param active signs from now on
     * @param retiring the one before
     * @param wipedAt when the secret of the one before is wiped here, unless an order's outcome is unknown then
     */
    public record Rotated(Checked active, CredentialId retiring, Instant wipedAt) {}

    private final Registry registry;
    private final CredentialBook book;
    private final Knowledge knowledge;
    private final OperatorLog log;
    private final WaitingOrders waiting;
    private final InstantSource wallClock;
    private final Supplier<Settings> settings;

    /** @param settings the configuration that is valid now */
    public KeyAdmin(
            Registry registry,
            CredentialBook book,
            Knowledge knowledge,
            OperatorLog log,
            WaitingOrders waiting,
            InstantSource wallClock,
            Supplier<Settings> settings) {
        this.registry = registry;
        this.book = book;
        this.knowledge = knowledge;
        this.log = log;
        this.waiting = waiting;
        this.wallClock = wallClock;
        this.settings = settings;
    }

    /**
     * Checks a key at the exchange and, unless something speaks against it, stores it and lets it sign.
     *
     * @param candidate makes the candidate for its place; may throw what is wrong with it
     */
    public Future<Checked> put(OperatorName by, Wish wish, Function<KeyPlace, KeyCandidate> candidate) {
        Optional<CredentialFacts> current = book.active(wish.account(), wish.label());
        if (current.isPresent()) {
            return Future.failedFuture(new AdminRefusal(
                    AdminRefusal.Reason.CONFLICT,
                    "account " + wish.account() + " has an active key under the label " + wish.label() + ", "
                            + current.get().id() + "; replace it with key rotate, or put this one in beside it under"
                            + " another --label"));
        }
        return tried(by, "key put", wish, candidate, Optional.empty());
    }

    /**
     * Checks a key at the exchange while the one under its label goes on working; the new one takes over between two
     * requests. Whatever speaks against it leaves everything as it was.
     *
     * @param candidate makes the candidate for its place; may throw what is wrong with it
     */
    public Future<Rotated> rotate(OperatorName by, Wish wish, Function<KeyPlace, KeyCandidate> candidate) {
        Optional<CredentialFacts> current = book.active(wish.account(), wish.label());
        if (current.isEmpty()) {
            return Future.failedFuture(new AdminRefusal(
                    AdminRefusal.Reason.NOT_FOUND,
                    "account " + wish.account() + " has no active key under the label " + wish.label()
                            + " that another could replace; put the first one in with key put"));
        }
        return tried(by, "key rotate", wish, candidate, current)
                .map(active -> new Rotated(
                        active,
                        current.get().id(),
                        wallClock.instant().plus(settings.get().keys().overlap())));
    }

    /**
     * The key in Vault that somebody names, in the transit engine of the configuration unless they name another.
     *
     * @throws AdminRefusal when the configuration names no Vault
     * @throws IllegalArgumentException when the text names no key
     */
    public VaultHmacKey vaultKey(String text) {
        MasterKeySettings.Vault vault = settings.get().masterKey().vault();
        if (vault.url().isEmpty()) {
            throw new AdminRefusal(
                    AdminRefusal.Reason.CONFLICT,
                    "the configuration names no Vault; set master-key.vault.url and its token, whoever keeps the"
                            + " master key");
        }
        return VaultHmacKey.ofText(text, vault.mount());
    }

    private Future<Checked> tried(
            OperatorName by,
            String deed,
            Wish wish,
            Function<KeyPlace, KeyCandidate> candidate,
            Optional<CredentialFacts> replaced) {
        DeskAccount known = registry.desk().accounts().get(wish.account());
        if (known == null) {
            return Future.failedFuture(new AdminRefusal(
                    AdminRefusal.Reason.NOT_FOUND,
                    "there is no account " + wish.account() + "; add it first: account add " + wish.account()
                            + " --env ENV"));
        }
        Trial trial = book.tryOut(candidate.apply(new KeyPlace(known.environment(), wish.account(), wish.label())));
        return ask(trial.signer(), known.environment())
                .compose(facts -> store(new Deed(by, deed, wish.account().text(), ""), wish, trial, facts, replaced))
                .onFailure(refused -> trial.close());
    }

    private Future<Checked> store(
            Deed deed, Wish wish, Trial trial, KeyFacts facts, Optional<CredentialFacts> replaced) {
        List<Finding> findings = new KeyPolicy(wish.walletRights()).examine(facts, wallClock.instant());
        Optional<Finding> refusal = replaced.flatMap(
                        before -> KeyPolicy.lossAgainst(before.report().key(), facts))
                .or(() -> findings.stream().filter(Finding::refuses).findFirst());
        if (refusal.isPresent()) {
            return Future.failedFuture(new AdminRefusal(
                    AdminRefusal.Reason.CONFLICT,
                    refusal.get().what() + "; " + refusal.get().remedy()));
        }
        String detail = trial.id() + " uid " + facts.uid()
                + replaced.map(before -> " in place of " + before.id()).orElse("");
        return log.first(
                        new Deed(deed.operator(), deed.action(), deed.target(), detail),
                        () -> book.put(trial, reported(facts), CredentialLimits.NONE))
                .compose(this::activated)
                .onSuccess(knowledge.whenKnown()::accept)
                .map(active -> new Checked(active, findings));
    }

    /** A key that cannot take its place is wiped again, so that everything is as it was. */
    private Future<CredentialFacts> activated(CredentialFacts stored) {
        return book.activate(stored.id())
                .recover(failed -> book.revoke(stored.id())
                        .transform(wiped -> Future.failedFuture(new AdminRefusal(
                                AdminRefusal.Reason.UNAVAILABLE,
                                "the key was checked, but could not take its place: " + failed.getMessage()
                                        + "; everything is as it was, try again"))));
    }

    private Future<KeyFacts> ask(Signer signer, EnvironmentId environment) {
        return knowledge.inquiry().about(signer, environment).compose(verdict -> {
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

    /** What is known of a key that still has its secret. */
    public Optional<Checked> known(CredentialId id) {
        return book.facts(id)
                .map(this::examined)
                .or(() -> book.compromised().stream()
                        .filter(facts -> facts.id().equals(id))
                        .findFirst()
                        .map(KeyAdmin::condemned));
    }

    private Checked examined(CredentialFacts facts) {
        Instant now = wallClock.instant();
        List<Finding> findings = new ArrayList<>();
        health().of(facts.id())
                .map(illness -> new KeyTrouble.Told(
                        illness.told().trouble(), illness.what(), illness.told().remedy()))
                .map(Finding::refusal)
                .ifPresent(findings::add);
        findings.addAll(
                new KeyPolicy(WalletRights.ALLOWED).examine(facts.report().key(), now));
        KeyPolicy.ageFinding(
                        Instant.ofEpochMilli(facts.head().stage().createdAtMillis()),
                        settings.get().keys().rotateAfter(),
                        now)
                .ifPresent(findings::add);
        return new Checked(facts, List.copyOf(findings));
    }

    private static Checked condemned(CredentialFacts facts) {
        Instant since = Instant.ofEpochMilli(facts.head().stage().changedAtMillis());
        return new Checked(facts, List.of(Finding.refusal(KeyTrouble.COMPROMISED.about(" on " + since))));
    }

    /**
     * The active key of an account under that label, for a grant that pins one.
     *
     * @throws IllegalArgumentException when there is none, naming those that there are
     */
    public CredentialId labelled(AccountId account, String label) {
        return book.active(account, label).map(CredentialFacts::id).orElseThrow(() -> {
            List<String> labels = book.list().stream()
                    .filter(head -> head.place().account().equals(account) && head.state() == CredentialState.ACTIVE)
                    .map(head -> head.place().label())
                    .toList();
            return new IllegalArgumentException("account " + account + " has no active key under the label " + label
                    + "; its active keys are " + labels + ", another comes in with key put " + account + " --label "
                    + label);
        });
    }

    /** The label that a key was put in under, whatever became of it. */
    public Optional<String> labelOf(CredentialId id) {
        return head(id).map(head -> head.place().label());
    }

    /** When Bybit took something signed with the key last, or told what it may do. */
    public Instant seenAt(CredentialFacts facts) {
        return Instant.ofEpochMilli(Math.max(
                facts.report().checkedAtMillis(),
                health().seenAtMillis(facts.id()).orElse(0)));
    }

    /** How long the gate has had a key. */
    public Duration ageOf(CredentialHead head) {
        return Duration.between(Instant.ofEpochMilli(head.stage().createdAtMillis()), wallClock.instant());
    }

    /** Until the key's last day, as told last; empty when it does not end. */
    public Optional<Duration> leftOf(CredentialFacts facts) {
        return Optional.ofNullable(facts.report().key().expiresAt())
                .map(end -> Duration.between(wallClock.instant(), end));
    }

    private KeyHealth health() {
        return knowledge.health();
    }

    /** Asks the exchange again what a key may do. */
    public Future<Checked> check(OperatorName by, CredentialId id) {
        Optional<CredentialFacts> facts = book.facts(id);
        if (facts.isEmpty()) {
            return Future.failedFuture(unknown(id));
        }
        return log.first(new Deed(by, "key check", id.text(), ""), () -> book.signer(id))
                .compose(signer -> ask(signer, facts.get().environment()))
                .onSuccess(fresh -> health().checked(id, wallClock.millis()))
                .compose(fresh -> book.renew(id, reported(fresh)))
                .onSuccess(knowledge.whenKnown()::accept)
                .map(this::examined);
    }

    /** Takes a key out of use at once and wipes its secret. */
    public Future<CredentialHead> revoke(OperatorName by, CredentialId id) {
        return stopped(new Deed(by, "key revoke", id.text(), ""), id, () -> book.revoke(id));
    }

    /**
     * Takes a key that somebody else may hold out of use at once; its secret is kept, for nothing but asking whether
     * Bybit still knows it, and wiped when it does not. One that does not open is wiped at once.
     */
    public Future<CredentialHead> revokeCompromised(OperatorName by, CredentialId id) {
        return stopped(
                new Deed(by, "key revoke", id.text(), "compromised"),
                id,
                () -> book.condemn(id).<Void>mapEmpty().recover(unreadable -> book.revoke(id)));
    }

    private Future<CredentialHead> stopped(Deed deed, CredentialId id, Supplier<Future<Void>> stop) {
        Optional<CredentialHead> head = head(id);
        if (head.isEmpty()) {
            return Future.failedFuture(unknown(id));
        }
        return log.atOnce(deed, () -> {
            Future<Void> stopping = stop.get();
            waiting.reconsiderWaiting();
            health().forget(id);
            return stopping.map(done -> head(id).orElse(head.get()));
        });
    }

    private Optional<CredentialHead> head(CredentialId id) {
        return book.list().stream().filter(head -> head.id().equals(id)).findFirst();
    }

    private KeyReport reported(KeyFacts facts) {
        return new KeyReport(facts, wallClock.millis());
    }

    private static AdminRefusal unknown(CredentialId id) {
        return new AdminRefusal(AdminRefusal.Reason.NOT_FOUND, "there is no key " + id + "; the ids are in: key list");
    }
}
