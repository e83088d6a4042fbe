package dev.portcullis.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a changed value only when two looks in a row have seen it, so that a file caught half-written is never taken.
 *
 * @param <T> a value whose equality says whether it is the same
 */
final class TwiceSeen<T> {
    private @Nullable T held;
    private @Nullable T seenOnce;

    /** Starts from a value that is already in use. */
    void hold(T value) {
        held = value;
        seenOnce = null;
    }

    /** The value of a look; present when it is new and stands still, and then it is the one in use. */
    Optional<T> see(T value) {
        if (value.equals(held)) {
            seenOnce = null;
            return Optional.empty();
        }
        if (!value.equals(seenOnce)) {
            seenOnce = value;
            return Optional.empty();
        }
        hold(value);
        return Optional.of(value);
    }
}
