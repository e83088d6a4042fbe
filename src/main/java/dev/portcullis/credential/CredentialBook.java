package dev.portcullis.credential;

import dev.portcullis.bybit.Signer;
import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.credential.CredentialHead.Stage;
import dev.portcullis.credential.KeySafe.Change;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every key of the desk: puts them in, tells what is known of them, hands out their signers, and takes them back. What
 * it tells is read from memory and never waits; a revocation holds at once, for signers handed out before too.
 */
public final class CredentialBook {
    private static final int ID_BYTES = 4;

    private final KeySafe safe;
    private final SignerBench bench;
    private final SecureRandom random;
    private final SignerCache signers;
    private final Trials trials;
    private final ChangeLine line = new ChangeLine();
    private final Map<CredentialId, Standing> standings = new ConcurrentHashMap<>();
    private volatile BookPages pages = BookPages.of(List.of(), List.of(), List.of());

    /** How the book is kept from those who can read or write the store. */
    public record Sealing(MasterKeys masterKeys, ManifestLog manifestLog) {}

    private CredentialBook(KeySafe safe, SignerBench bench, SecureRandom random, LongSupplier nanoTicker) {
        this.safe = safe;
        this.bench = bench;
        this.trials = new Trials(bench);
        this.random = random;
        this.signers = new SignerCache(nanoTicker, this::openSigner);
    }

    /**
     * Reads the book from the store. Keys that do not open fail nothing: {@link #unreadable} names them.
     *
     * @param sealing under which master keys, and where the list of all keys is noted
     * @param nanoTicker monotonic nanoseconds, for letting idle signers go
     */
    public static Future<CredentialBook> open(
            Store store,
            Sealing sealing,
            SecureRandom random,
            InstantSource time,
            LongSupplier nanoTicker,
            SignatureLog log,
            SignatureMakers makers) {
        Manifest manifest = new Manifest(store, sealing.masterKeys(), random, sealing.manifestLog());
        KeySafe safe =
                new KeySafe(new CredentialRows(store), new Envelope(sealing.masterKeys(), random), manifest, time);
        CredentialBook book = new CredentialBook(safe, new SignerBench(log, makers), random, nanoTicker);
        return book.reload().map(book);
    }

    /** Seals everything anew under the master key there; other changes of keys wait, signatures do not. */
    public Future<KekRotation.Rotated> rotateKek(KekRotation rotation, KekPlace place) {
        return line.inTurn(() -> rotation.to(place, safe.manifest()));
    }

    /** Takes the stored rows as they stand for the truth, after an operator looked at them, and reads them again. */
    public Future<Void> acceptRows() {
        return line.inTurn(
                () -> safe.acceptRows().compose(accepted -> safe.readAll()).map(this::turnTo));
    }

    /** Notes in the ledger again which rows there are, for the ledger lets old records go. */
    public void noteManifest() {
        safe.manifest().noteAgain();
    }

    /** Reads everything again: after the store was changed by others, or an account was removed. */
    public Future<Void> reload() {
        return line.inTurn(() -> safe.readAll().map(this::turnTo));
    }

    /** Every credential, revoked ones too, without any secret. */
    public List<CredentialHead> list() {
        return pages.heads().toList();
    }

    /** The rows that do not open, with the reason of each. */
    public List<UnreadableCredential> unreadable() {
        return pages.unreadable();
    }

    /** What is known of a credential that still has its secret. */
    public Optional<CredentialFacts> facts(CredentialId id) {
        return Optional.ofNullable(pages.factsOrNull(id));
    }

    /** The credential that signs an account's orders: its active {@code main} key, else its oldest active one. */
    public Optional<CredentialFacts> active(AccountId account) {
        return pages.active(account);
    }

    /** The active credential of an account under this label. */
    public Optional<CredentialFacts> active(AccountId account, String label) {
        return pages.active(account, label);
    }

    /**
     * The credential that signs where this one was meant to: itself while it is active, else the active one under its
     * label, which took its place. Empty when there is none: another label's key is never taken instead.
     */
    public Optional<CredentialFacts> inPlaceOf(CredentialId id) {
        CredentialHead head = pages.headOrNull(id);
        if (head == null) {
            return Optional.empty();
        }
        return head.state() == CredentialState.ACTIVE
                ? facts(id)
                : active(head.place().account(), head.place().label());
    }

    /** Why {@link #inPlaceOf} is empty, and what to do. */
    public String whyNoneInPlaceOf(CredentialId id) {
        return pages.whyNoneInPlaceOf(id);
    }

    /** Those that somebody else may hold; each is kept until Bybit does not know it any more. */
    public List<CredentialFacts> compromised() {
        return pages.compromised().toList();
    }

    /** Why {@link #active(AccountId)} is empty, and what to do. */
    public String whyNoneActive(AccountId account) {
        return pages.whyNoneActive(account);
    }

    /**
     * The signer of a credential, staged and retiring ones too, or of a key on trial.
     *
     * @return at once when it is open; fails with a NotSent rejection when the credential is unknown or revoked, and
     *     with a {@link CredentialException} when it does not open
     */
    public Future<Signer> signer(CredentialId id) {
        Trial trial = trials.getOrNull(id);
        if (trial != null) {
            return Future.succeededFuture(trial.signer());
        }
        if (pages.factsOrNull(id) == null) {
            return Future.failedFuture(Mandate.notSent(whyUnknown(id)));
        }
        return signers.get(id);
    }

    /**
     * Starts a trial of a key, whose secret is in memory until it is put in or the trial is closed.
     *
     * @throws CredentialException when the key is stored already or {@value Trials#OPEN_MAX} trials are open
     */
    public Trial tryOut(KeyCandidate candidate) {
        pages.requireNew(candidate);
        return trials.begin(firstHead(newId(candidate.place()), candidate, CredentialLimits.NONE), candidate);
    }

    /**
     * Stores a key that was tried out, staged; {@link #activate} lets it sign orders.
     *
     * @param report what the exchange said about it
     * @return fails when its account is unknown or belongs to another UID, and when the trial is over
     */
    public Future<CredentialFacts> put(Trial trial, KeyReport report, CredentialLimits limits) {
        return line.inTurn(() -> store(trial, report, limits)).onSuccess(stored -> trial.close());
    }

    /** Lets a staged or retiring credential sign; the active one of the same label retires in the same step. */
    public Future<CredentialFacts> activate(CredentialId id) {
        return line.inTurn(() -> {
            CredentialFacts facts = requireFacts(id);
            List<Change> changes = new ArrayList<>();
            active(facts.account(), facts.head().place().label())
                    .filter(current -> !current.id().equals(id))
                    .ifPresent(current -> changes.add(step(current, CredentialState.RETIRING)));
            changes.add(step(facts, CredentialState.ACTIVE));
            return apply(changes).map(done -> requireFacts(id));
        });
    }

    /** Takes an active credential out of use for new orders; it still signs what was begun with it. */
    public Future<CredentialFacts> retire(CredentialId id) {
        return line.inTurn(() ->
                apply(List.of(step(requireFacts(id), CredentialState.RETIRING))).map(done -> requireFacts(id)));
    }

    /** Seals what the exchange said anew about a credential. */
    public Future<CredentialFacts> renew(CredentialId id, KeyReport report) {
        return line.inTurn(() -> {
            CredentialHead head = requireFacts(id).head();
            Change change = new Change(head, head.next(head.state(), safe.nowMillis()), Optional.of(report));
            return apply(List.of(change)).map(done -> requireFacts(id));
        });
    }

    /**
     * Stops a credential for good: from this call on nothing more is signed with it, then its secret is wiped from
     * memory and store. May be asked again, and for credentials that do not open.
     *
     * @return fails when the store could not wipe it; it stays stopped, but only until the gate is started again
     */
    public Future<Void> revoke(CredentialId id) {
        CredentialFacts facts = pages.factsOrNull(id);
        if (facts != null) {
            stop(facts);
        }
        return line.inTurn(() -> safe.wipe(id).onSuccess(wiped -> forgetWiped(id)));
    }

    private synchronized void forgetWiped(CredentialId id) {
        CredentialFacts kept = pages.compromisedOrNull(id);
        if (kept != null) {
            pages = pages.withRevoked(kept.head().next(CredentialState.REVOKED, safe.nowMillis()));
        }
        pages = pages.withoutUnreadable(id);
    }

    /**
     * Stops a credential for good, as {@link #revoke} does, for somebody else may hold it; its secret is kept, sealed,
     * so that {@link #probe} can ask whether it still lives at Bybit.
     *
     * @return fails when the store could not note it, or the key does not open; it stays stopped, but only until the
     *     gate is started again
     */
    public Future<CredentialFacts> condemn(CredentialId id) {
        CredentialFacts facts = pages.factsOrNull(id);
        if (facts != null) {
            stop(facts);
        }
        return line.inTurn(() -> safe.condemn(id).onSuccess(this::keepForProbes));
    }

    private synchronized void keepForProbes(CredentialFacts condemned) {
        standingOf(condemned.id()).revoke();
        pages = pages.with(List.of(condemned));
    }

    /** Asks a question that is signed with a compromised key, which signs nothing else. */
    public <T> Future<T> probe(CredentialId id, Function<Signer, Future<T>> question) {
        CredentialFacts facts = pages.compromisedOrNull(id);
        if (facts == null) {
            return Future.failedFuture(unknown(id));
        }
        return safe.open(facts.head())
                .map(key -> signer(facts.head(), key, new Standing()))
                .compose(signer -> question.apply(signer).onComplete(answered -> signer.destroy()));
    }

    private KeySigner signer(CredentialHead head, OpenedKey opened, Standing standing) {
        try (opened) {
            return bench.signer(head, opened.secret(), standing);
        }
    }

    private Future<CredentialFacts> store(Trial trial, KeyReport report, CredentialLimits limits) {
        trials.requireOpen(trial);
        pages.requireNew(trial.candidate());
        CredentialHead head = firstHead(trial.id(), trial.candidate(), limits);
        return safe.add(head, new OpenedKey(trial.candidate().secret(), report))
                .onSuccess(stored -> remember(List.of(stored)));
    }

    private Future<Void> apply(List<Change> changes) {
        return safe.change(changes)
                .onSuccess(written -> remember(changes.stream()
                        .flatMap(change -> after(change).stream())
                        .toList()));
    }

    private Optional<CredentialFacts> after(Change change) {
        return facts(change.after().id())
                .map(before ->
                        new CredentialFacts(change.after(), change.report().orElse(before.report())));
    }

    /**
     * Shows all of them in one step, so that an account whose key is replaced is never seen without one. A credential
     * that was revoked while its change was written stays revoked.
     */
    private synchronized void remember(List<CredentialFacts> changed) {
        pages = pages.with(changed.stream()
                .filter(facts -> !standingOf(facts.id()).isRevoked())
                .toList());
    }

    private synchronized void stop(CredentialFacts facts) {
        standingOf(facts.id()).revoke();
        pages = pages.withRevoked(facts.head().next(CredentialState.REVOKED, safe.nowMillis()));
        signers.destroy(facts.id());
    }

    /** Takes over what was read; what is gone from the store, or was revoked here, signs no more. */
    private synchronized @Nullable Void turnTo(BookPages read) {
        BookPages next = read;
        read.compromised().forEach(facts -> standingOf(facts.id()).revoke());
        for (CredentialFacts facts : read.readable().toList()) {
            if (standingOf(facts.id()).isRevoked()) {
                next = next.withRevoked(facts.head());
            }
        }
        for (CredentialFacts known : pages.readable().toList()) {
            if (next.factsOrNull(known.id()) == null) {
                next = withoutOrWaiting(next, known);
            }
        }
        pages = next;
        return null;
    }

    /** A key that is open goes on while the master key is away; one that is gone, or was tampered with, does not. */
    private BookPages withoutOrWaiting(BookPages read, CredentialFacts known) {
        boolean waits = read.unreadable().stream()
                .anyMatch(one -> one.id().equals(known.id().text()) && one.waits());
        if (waits) {
            return read.with(List.of(known)).withoutUnreadable(known.id());
        }
        standingOf(known.id()).revoke();
        signers.destroy(known.id());
        return read;
    }

    /** A change of the row that is just being written makes it look edited, so a failure is tried again behind it. */
    private Future<KeySigner> openSigner(CredentialId id) {
        return openAsKnown(id).recover(failure -> line.inTurn(() -> openAsKnown(id)));
    }

    private Future<KeySigner> openAsKnown(CredentialId id) {
        CredentialFacts facts = pages.factsOrNull(id);
        if (facts == null) {
            return Future.failedFuture(unknown(id));
        }
        return safe.open(facts.head()).map(key -> signer(facts.head(), key, standingOf(id)));
    }

    private Change step(CredentialFacts facts, CredentialState next) {
        CredentialHead head = facts.head();
        if (!head.state().leadsTo(next)) {
            throw new CredentialException(
                    Kind.CONFLICT,
                    "credential " + head.id() + " is " + head.state().text() + " and cannot become " + next.text());
        }
        return new Change(head, head.next(next, safe.nowMillis()), Optional.empty());
    }

    private CredentialFacts requireFacts(CredentialId id) {
        return facts(id).orElseThrow(() -> unknown(id));
    }

    private static CredentialException unknown(CredentialId id) {
        return new CredentialException(Kind.NOT_FOUND, whyUnknown(id));
    }

    private static String whyUnknown(CredentialId id) {
        return "credential " + id + " is revoked, unknown or does not open; see `portcullis key list`";
    }

    private CredentialHead firstHead(CredentialId id, KeyCandidate candidate, CredentialLimits limits) {
        long now = safe.nowMillis();
        Stage stage = new Stage(CredentialState.STAGED, 1, now, now);
        return new CredentialHead(
                id, candidate.place(), candidate.apiKey(), candidate.algorithm(), stage, limits, candidate.vaultKey());
    }

    private CredentialId newId(KeyPlace place) {
        byte[] tail = new byte[ID_BYTES];
        random.nextBytes(tail);
        return new CredentialId(
                place.account() + "-" + place.label() + "-" + HexFormat.of().formatHex(tail));
    }

    private Standing standingOf(CredentialId id) {
        return standings.computeIfAbsent(id, first -> new Standing());
    }
}
