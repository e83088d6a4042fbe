package dev.portcullis.credential;

import dev.portcullis.secret.Secret;

/** Makes signers from opened keys, each with its mandate. */
final class SignerBench {
    private final SignatureLog log;
    private final SignatureMakers makers;

    SignerBench(SignatureLog log, SignatureMakers makers) {
        this.log = log;
        this.makers = makers;
    }

    /** @param secret stays the caller's to wipe; empty for a key whose secret is in Vault */
    KeySigner signer(CredentialHead head, Secret secret, Standing standing) {
        Mandate mandate = new Mandate(head.id(), head.place().environment(), head.apiKey(), standing, log);
        if (head.vaultKey().isPresent()) {
            return new VaultHmacSigner(mandate, head.vaultKey().get(), makers.vault());
        }
        return head.algorithm() == KeyAlgorithm.HMAC
                ? secret.use(bytes -> new HmacSigner(mandate, bytes))
                : secret.use(pem -> new RsaSigner(mandate, RsaPrivateKeys.ofPem(pem), makers.rsaPool()));
    }
}
