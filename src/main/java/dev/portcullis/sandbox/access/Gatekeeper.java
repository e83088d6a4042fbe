package dev.portcullis.sandbox.access;

import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.Refusal;
import dev.portcullis.sandbox.wire.RetCode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Lets a request in only when its key, time, signature and address are right, checked in this order. */
public final class Gatekeeper {
    /** How far ahead a sender's clock may be, exclusive (docs:v5/guide). */
    private static final long AHEAD_MAX_MILLIS = 1000;

    private final Accounts accounts;
    private final InstantSource serverClock;

    /** A gatekeeper for these accounts by the server's clock, skew included. */
    public Gatekeeper(Accounts accounts, InstantSource serverClock) {
        this.accounts = accounts;
        this.serverClock = serverClock;
    }

    /**
     * Finds out who sent the request.
     *
     * @throws Refusal 10003, 33004, 10002, 10004 or 10010
     */
    public ApiKey admit(SignedRequest request) {
        ApiKey key = accounts.key(request.headers().apiKey())
                .filter(found -> found.state() == KeyState.ACTIVE)
                .orElseThrow(RetCode.UNKNOWN_KEY::refusal);
        if (key.expiredAt(serverClock.instant())) {
            throw RetCode.EXPIRED_KEY.refusal();
        }
        checkTime(request.headers());
        checkSignature(key, request);
        if (!key.allows(request.address())) {
            throw RetCode.UNMATCHED_ADDRESS.refusal();
        }
        return key;
    }

    /** Whether the signature alone is right; for the record, whatever else is wrong with the request. */
    public boolean verifies(SignedRequest request) {
        return accounts.key(request.headers().apiKey())
                .map(key -> key.check()
                        .verifies(request.stringToSign(), request.headers().signature()))
                .orElse(false);
    }

    private void checkTime(AuthHeaders headers) {
        long timestamp = milliseconds("X-BAPI-TIMESTAMP", headers.timestamp());
        long recvWindow = milliseconds("X-BAPI-RECV-WINDOW", headers.recvWindow());
        long now = serverClock.millis();
        if (timestamp < now - recvWindow || timestamp >= now + AHEAD_MAX_MILLIS) {
            throw RetCode.TIME_WINDOW.refusal(RetCode.TIME_WINDOW.message() + " req_timestamp[" + timestamp
                    + "],server_timestamp[" + now + "],recv_window[" + recvWindow + "]");
        }
    }

    private static long milliseconds(String header, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw Params.invalid(header, "must be milliseconds in decimal");
        }
    }

    private static void checkSignature(ApiKey key, SignedRequest request) {
        byte[] signed = request.stringToSign();
        if (!key.check().verifies(signed, request.headers().signature())) {
            throw RetCode.BAD_SIGNATURE.refusal(
                    RetCode.BAD_SIGNATURE.message() + "[" + new String(signed, StandardCharsets.UTF_8) + "]");
        }
    }
}
