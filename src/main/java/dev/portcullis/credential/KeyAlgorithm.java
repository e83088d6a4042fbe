package dev.portcullis.credential;

import java.util.Arrays;

/** The two kinds of keys that Bybit takes (docs:v5/guide, "Authentication"). */
public enum KeyAlgorithm {
    /** System-generated: HMAC-SHA256 with a shared secret. */
    HMAC("hmac"),
    /** Self-generated: Bybit holds the public half of an RSA pair. */
    RSA("rsa");

    private final String text;

    KeyAlgorithm(String text) {
        this.text = text;
    }

    /** The word in the store and in the CLI's tables. */
    public String text() {
        return text;
    }

    static KeyAlgorithm ofText(String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no key algorithm is called " + word));
    }
}
