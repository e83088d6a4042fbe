package dev.portcullis.bybit;

import java.time.Duration;

/** How many requests may leave one egress address, over all accounts (docs:v5/rate-limit, "IP rate limit"). */
public sealed interface AddressLimit {
    /** Bybit's own: 600 requests in any 5 seconds. */
    AddressLimit BYBIT = new Window(600, Duration.ofSeconds(5));

    /** At most {@code requests} in any {@code length} of time. */
    record Window(int requests, Duration length) implements AddressLimit {
        /** @throws IllegalArgumentException when either is not positive */
        public Window {
            if (requests < 1 || length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("an address limit is at least 1 request in more than no time");
            }
        }
    }

    /** As many as the accounts' own limits allow. */
    record None() implements AddressLimit {}

    /**
     * Reads the configuration's word: {@code 600/5s}, {@code 120/1s} or {@code none}.
     *
     * @throws IllegalArgumentException naming the forms
     */
    static AddressLimit ofText(String text) {
        if (text.equals("none")) {
            return new None();
        }
        if (!text.matches("[1-9][0-9]{0,6}/[1-9][0-9]{0,2}s")) {
            throw new IllegalArgumentException("an address limit is requests per seconds, such as 600/5s, or none");
        }
        String[] parts = text.substring(0, text.length() - 1).split("/", -1);
        return new Window(Integer.parseInt(parts[0]), Duration.ofSeconds(Long.parseLong(parts[1])));
    }
}
