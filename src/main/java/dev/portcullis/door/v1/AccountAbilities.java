package dev.portcullis.door.v1;

import dev.portcullis.identity.DeskAccount;

/** Knows what the gate can do for an account now, whoever asks. */
public interface AccountAbilities {
    /** Whether it takes new orders. */
    boolean canCreate(DeskAccount account);

    /** Whether it takes cancels. */
    boolean canCancel(DeskAccount account);
}
