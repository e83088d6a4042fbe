package dev.portcullis.pipeline;

import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.Grant;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Call;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.TokenId;

/** A call that may be made: its client has the grant, and the account has a key to sign with. */
record Admitted(Call call, Client caller, TokenId token, DeskAccount desk, Grant grant, CredentialFacts credential) {
    ClientId client() {
        return caller.id();
    }

    AccountId account() {
        return desk.id();
    }

    EnvironmentId environment() {
        return desk.environment();
    }

    /** The same caller and account with another call. */
    Admitted with(Call other) {
        return new Admitted(other, caller, token, desk, grant, credential);
    }

    /** The same with another key of the account. */
    Admitted signedWith(CredentialFacts other) {
        return new Admitted(call, caller, token, desk, grant, other);
    }
}
