package dev.portcullis.credential;

import dev.portcullis.secret.Secret;

/** Makes signers from opened keys, each with its mandate. */
final class SignerBench {
    private final SignatureLog log;
    private final RsaPool rsaPool;

    SignerBench(SignatureLog log, RsaPool rsaPool) {
        this.log = log;
        this.rsaPool = rsaPool;
    }

    /** @param secret stays the caller's to wipe */
    KeySigner signer(CredentialHead head, Secret secret, Standing standing) {
        Mandate mandate = new Mandate(head.id(), head.place().environment(), head.apiKey(), standing, log);
        return head.algorithm() == KeyAlgorithm.HMAC
                ? secret.use(bytes -> new HmacSigner(mandate, bytes))
                : secret.use(pem -> new RsaSigner(mandate, RsaPrivateKeys.ofPem(pem), rsaPool));
    }
}
