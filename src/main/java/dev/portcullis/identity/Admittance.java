package dev.portcullis.identity;

import dev.portcullis.model.Rejection;

/** Whether a client may do what it asks, and on which account. */
public sealed interface Admittance {
    /** It may: on this account, under this grant. */
    record Admitted(Client client, DeskAccount account, Grant grant) implements Admittance {}

    /** It may not; nothing was sent. */
    record Refusal(Rejection rejection) implements Admittance {}
}
