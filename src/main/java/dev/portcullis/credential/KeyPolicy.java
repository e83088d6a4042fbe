package dev.portcullis.credential;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.model.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the desk thinks of a key: which rights it must not have, which it lacks, how long it lives and from where it
 * works (docs:v5/user/apikey-info, docs:faq). Used by {@code key put}, {@code key check}, {@code connect} and
 * {@code doctor}, so that all of them say the same.
 */
public final class KeyPolicy {
    /** From when on an expiry is worth a warning. */
    public static final Duration EXPIRY_WARNING = Duration.ofDays(14);

    private static final String API_MANAGEMENT = "in Bybit's API Management";
    private static final String WALLET = "Wallet";
    private static final String CONTRACT = "ContractTrade";
    private static final String POSITION = "Position";
    private static final Set<String> TRADING_GROUPS = Set.of("ContractTrade", "Spot", "Options", "Derivatives");

    private final WalletRights walletRights;

    /** What to think of a key that may move money. */
    public enum WalletRights {
        /** It is not taken. */
        REFUSED,
        /** The desk said {@code --allow-withdraw-rights}: it is taken with a warning. */
        ALLOWED
    }

    /** A policy with the desk's answer to keys that may move money. */
    public KeyPolicy(WalletRights walletRights) {
        this.walletRights = walletRights;
    }

    /** All that is to be said about a key, refusals first. */
    public List<Finding> examine(KeyFacts key, Instant now) {
        List<Finding> findings = new ArrayList<>();
        walletFinding(key).ifPresent(findings::add);
        expiryFinding(key, now).ifPresent(findings::add);
        addRightsFindings(key, findings);
        addressFinding(key).ifPresent(findings::add);
        otherRightsFinding(key).ifPresent(findings::add);
        ownerFinding(key).ifPresent(findings::add);
        findings.sort((one, other) -> one.severity().compareTo(other.severity()));
        return List.copyOf(findings);
    }

    /** What speaks against a key that is to replace another: that it may do less. */
    public static Optional<Finding> lossAgainst(KeyFacts before, KeyFacts next) {
        List<String> lost = new ArrayList<>();
        for (Category category : Category.values()) {
            if (before.canTrade(category) && !next.canTrade(category)) {
                lost.add(category.wire() + " orders");
            }
        }
        if (before.rights().has(CONTRACT, POSITION) && !next.rights().has(CONTRACT, POSITION)) {
            lost.add("positions");
        }
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.refusal(
                        "the new key may not do what the one before may: " + String.join(", ", lost),
                        "give it these rights " + API_MANAGEMENT + ", or put it in beside the other with key put and"
                                + " another --label"));
    }

    /** What is to be said of a key that is in use for so long. */
    public static Optional<Finding> ageFinding(Instant since, Duration rotateAfter, Instant now) {
        Duration age = Duration.between(since, now);
        return age.compareTo(rotateAfter) < 0
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        KeyTrouble.OVERDUE.about(inDays(age) + ", and keys.rotate-after is " + inDays(rotateAfter))));
    }

    /** A key with any wallet right may also create and change keys (docs:v5/user/create-subuid-apikey). */
    private Optional<Finding> walletFinding(KeyFacts key) {
        if (!key.hasWithdrawOrTransfer()) {
            return Optional.empty();
        }
        Set<String> rights = new TreeSet<>(key.rights().permissions().getOrDefault(WALLET, Set.of()));
        KeyTrouble.Told told = KeyTrouble.MOVES_MONEY.about(WALLET + " " + rights);
        return Optional.of(
                walletRights == WalletRights.ALLOWED
                        ? Finding.warning(told)
                        : Finding.refusal(new KeyTrouble.Told(
                                told.trouble(),
                                told.what(),
                                told.remedy() + "; to take it nevertheless, add --allow-withdraw-rights")));
    }

    private static Optional<Finding> expiryFinding(KeyFacts key, Instant now) {
        Instant expiry = key.expiresAt();
        if (expiry == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, expiry);
        if (left.isNegative() || left.isZero()) {
            return Optional.of(Finding.refusal(KeyTrouble.EXPIRED.about(", it expired on " + expiry)));
        }
        return left.compareTo(EXPIRY_WARNING) > 0
                ? Optional.empty()
                : Optional.of(Finding.warning(KeyTrouble.EXPIRES_SOON.about(inDays(left) + ", on " + expiry)));
    }

    private static String inDays(Duration left) {
        long days = left.toDays();
        if (days == 0) {
            return "less than a day";
        }
        return days == 1 ? "1 day" : days + " days";
    }

    private static void addRightsFindings(KeyFacts key, List<Finding> findings) {
        KeyFacts.Rights rights = key.rights();
        if (rights.readOnly()) {
            findings.add(Finding.warning(KeyTrouble.READ_ONLY.told()));
        }
        boolean trades = rights.has(CONTRACT, "Order")
                || rights.has("Derivatives", "DerivativesTrade")
                || rights.has("Spot", "SpotTrade")
                || rights.has("Options", "OptionsTrade");
        if (!trades) {
            findings.add(Finding.warning(KeyTrouble.TRADES_NOTHING.told()));
        }
        if (rights.has(CONTRACT, "Order") && !rights.has(CONTRACT, POSITION)) {
            findings.add(Finding.warning(KeyTrouble.POSITIONS_MISSING.told()));
        }
    }

    private static Optional<Finding> addressFinding(KeyFacts key) {
        if (key.isBoundToAddresses()) {
            return Optional.of(Finding.note(
                    "the key works from " + key.ips() + " only, and does not expire",
                    "keep the gate's outgoing address among them"));
        }
        return Optional.of(Finding.warning(KeyTrouble.UNBOUND.told()));
    }

    private static Optional<Finding> otherRightsFinding(KeyFacts key) {
        Set<String> others = new TreeSet<>(key.rights().permissions().keySet());
        others.removeAll(TRADING_GROUPS);
        others.remove(WALLET);
        if (others.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.note(
                "the key has rights that the gate never uses: " + others, "take them from it " + API_MANAGEMENT));
    }

    private static Optional<Finding> ownerFinding(KeyFacts key) {
        if (key.owner().isMaster()) {
            return Optional.of(Finding.note(
                    "the key belongs to the main account",
                    "trade from a sub account: a key of it reaches only that account's money"));
        }
        return Optional.empty();
    }
}
