package dev.portcullis.bybit;

import java.util.Map;
import java.util.Optional;

/**
 * Everything that goes wrong with an API key, each in words of its own: the one table that {@code key put}, {@code key
 * list}, {@code doctor}, the problem document and the V5 answer speak from (docs:v5/error; bybit's key rules:
 * docs:faq).
 */
public enum KeyTrouble {
    /** 33004, or its last day is over. */
    EXPIRED(
            "key-expired",
            "the key has expired{it}",
            "make a new key in Bybit's API Management, bound to the gate's address so that it never expires, and let it"
                    + " take over: portcullis key rotate"),
    /** 10003: of another environment, deleted, or copied in part. */
    UNKNOWN(
            "key-unknown",
            "Bybit does not know this API key on {it}",
            "a key belongs to the site of {it} only if it was made there: mainnet, testnet and each one's demo trading"
                    + " have their own; check --env (now {it}), and whether the key was deleted or copied in part"),
    /** 10004. */
    WRONG_SECRET(
            "key-secret-wrong",
            "the secret does not belong to this API key",
            "give the secret that was shown when this very key was made, both whole; a self-generated key needs"
                    + " --rsa-key with the private half of the pair whose public half is at Bybit"),
    /** 10010. */
    WRONG_ADDRESS(
            "key-address-wrong",
            "the key is bound to other addresses than the gate's",
            "bind the gate's outgoing address, the public address that this machine leaves by, to the key in Bybit's"
                    + " API Management, on the web; no API can do it; portcullis doctor says what is known of it"),
    /** 10005 to everything that writes. */
    READ_ONLY(
            "key-read-only",
            "the key is read-only: Bybit answers every order and cancel with 10005",
            "for trading, set it to read-write in Bybit's API Management, then run `portcullis key check`"),
    /** 10005 to some writes. */
    RIGHT_MISSING(
            "key-right-missing",
            "the key lacks a right, the one for {it}",
            "give it that right in Bybit's API Management, then run `portcullis key check`"),
    /** Nothing can be traded with it. */
    TRADES_NOTHING(
            "key-trades-nothing",
            "the key has no right to trade anything",
            "give it the rights for what you trade (Contract: Orders and Positions, Spot, Options) in Bybit's API"
                    + " Management"),
    /** Contract orders without positions. */
    POSITIONS_MISSING(
            "key-positions-missing",
            "the key may place contract orders, but not touch positions: reading them and setting leverage get 10005",
            "add Contract: Positions in Bybit's API Management"),
    /**
     * Any right of the group Wallet, with which a key may also make and change keys
     * (docs:v5/user/create-subuid-apikey).
     */
    MOVES_MONEY(
            "key-moves-money",
            "the key may move money and manage keys: {it}",
            "take the Wallet rights from it in Bybit's API Management, or make a key without them; the gate never needs"
                    + " them"),
    /** Its last day is near. */
    EXPIRES_SOON(
            "key-expires-soon",
            "the key expires in {it}",
            "bind it to the gate's address in Bybit's API Management, which ends its expiry, or press submit there to"
                    + " extend it by 90 days, then run `portcullis key check`"),
    /** Bound to no address. */
    UNBOUND(
            "key-unbound",
            "the key is bound to no address: whoever steals it can use it from anywhere, and it expires 90 days after"
                    + " it was made or last submitted",
            "bind it to the gate's outgoing address in Bybit's API Management"),
    /** In use for longer than the desk wants. */
    OVERDUE(
            "key-overdue",
            "the key is in use for {it}",
            "make another one at Bybit and let it take over: portcullis key rotate"),
    /** Revoked because somebody else may hold it, and Bybit still knows it. */
    COMPROMISED(
            "key-compromised",
            "the key was revoked as compromised{it}, and lives at Bybit until it is deleted there",
            "delete it in Bybit's API Management now; the gate asks every minute and wipes its secret when Bybit does"
                    + " not know it any more");

    private static final String IT = "{it}";
    private static final Map<Integer, KeyTrouble> BY_RET_CODE = Map.of(
            10003, UNKNOWN,
            10004, WRONG_SECRET,
            10005, RIGHT_MISSING,
            10010, WRONG_ADDRESS,
            33004, EXPIRED,
            -2015, EXPIRED);

    private final String word;
    private final String what;
    private final String remedy;

    KeyTrouble(String word, String what, String remedy) {
        this.word = word;
        this.what = what;
        this.remedy = remedy;
    }

    /**
     * A trouble of one key, in words.
     *
     * @param what what is the case
     * @param remedy what to do about it
     */
    public record Told(KeyTrouble trouble, String what, String remedy) {
        /** The same, naming the code that Bybit answered. */
        public Told answeredWith(int retCode) {
            return new Told(trouble, what + " (Bybit's retCode " + retCode + ")", remedy);
        }

        /** Both in one sentence. */
        public String sentence() {
            return what + "; " + remedy;
        }
    }

    /** The trouble that Bybit means with this code; empty for a code that does not speak of the key. */
    public static Optional<KeyTrouble> ofRetCode(int retCode) {
        return Optional.ofNullable(BY_RET_CODE.get(retCode));
    }

    /** Its word in answers, tables and metrics. */
    public String word() {
        return word;
    }

    /** In words, where nothing more is to be said. */
    public Told told() {
        return about("");
    }

    /**
     * In words, with what this key is in trouble about.
     *
     * @param it an environment, a right, a time
     */
    public Told about(String it) {
        return new Told(this, what.replace(IT, it), remedy.replace(IT, it));
    }
}
