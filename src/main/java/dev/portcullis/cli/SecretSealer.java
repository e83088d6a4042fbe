package dev.portcullis.cli;

import dev.portcullis.credential.SecretSeal;
import dev.portcullis.secret.Secret;
import java.util.Base64;

/** Seals secrets to the running gate's key of this boot, so that no plain secret enters an HTTP buffer. */
final class SecretSealer {
    private final SecretSeal seal;

    private SecretSealer(SecretSeal seal) {
        this.seal = seal;
    }

    /** Asks the gate for its key. */
    static SecretSealer of(AdminClient admin) {
        String publicKey = admin.get("/admin/seal-key").getString("publicKey");
        return new SecretSealer(SecretSeal.toGate(Base64.getDecoder().decode(publicKey)));
    }

    String seal(Secret secret) {
        return Base64.getEncoder().encodeToString(secret.use(seal::seal));
    }
}
