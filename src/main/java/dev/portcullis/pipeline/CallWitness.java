package dev.portcullis.pipeline;

import dev.portcullis.model.ClientId;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.TokenId;

/** Sees who calls, and who of them is refused, on the thread of the call; must return at once. */
public interface CallWitness {
    /** Looks at nothing. */
    CallWitness NOBODY = new CallWitness() {
        @Override
        public void came(ClientId client, TokenId token, PeerAddress peer) {}

        @Override
        public void refused(ClientId client, Rejection rejection) {}
    };

    /** A client has proven itself from that address, whether it may call from there or not. */
    void came(ClientId client, TokenId token, PeerAddress peer);

    /** A call of that client was refused. */
    void refused(ClientId client, Rejection rejection);
}
