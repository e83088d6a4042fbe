package dev.portcullis.door;

import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RequestId;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids that no other call, boot or gate makes: random for each boot, counted within it, so that making one costs
 * no randomness.
 */
public final class Ids {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int BOOT_CHARACTERS = 12;

    private final String boot;
    private final AtomicLong counter = new AtomicLong();

    /** Draws this boot's random part: 62 bits. */
    public Ids(SecureRandom random) {
        StringBuilder text = new StringBuilder(BOOT_CHARACTERS);
        for (int i = 0; i < BOOT_CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        this.boot = text.toString();
    }

    /** A new id for a call. */
    public RequestId requestId() {
        return new RequestId(boot + "-" + next());
    }

    /** A new orderLinkId, for a create that came without one. */
    public OrderLinkId orderLinkId() {
        return new OrderLinkId("g" + boot + "-" + next());
    }

    private String next() {
        return Long.toString(counter.incrementAndGet(), ALPHABET.length());
    }
}
