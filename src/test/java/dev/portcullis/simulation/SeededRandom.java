package dev.portcullis.simulation;

import java.security.SecureRandom;

/** Looks like a {@link SecureRandom} to the gate, and yields the same bytes under the same seed. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient Dice dice;

    SeededRandom(Dice dice) {
        this.dice = dice;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        dice.fill(bytes);
    }
}
