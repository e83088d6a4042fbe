package dev.portcullis.admin;

import dev.portcullis.bybit.Signer;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.upstream.KeyVerdict;
import io.vertx.core.Future;

/** Asks Bybit about a key on the gate's own account, behind everything that callers want. */
public interface KeyQuestions {
    /** The verdict; a question that got no turn is unanswered, never failed. */
    Future<KeyVerdict> about(CredentialFacts key, Signer signer);
}
