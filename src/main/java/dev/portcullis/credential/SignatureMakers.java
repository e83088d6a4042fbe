package dev.portcullis.credential;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where those signatures are made that are not made at once on the calling thread.
 *
 * @param rsaPool the threads of RSA signatures
 * @param vault makes the HMACs of keys whose secret is there; as the configuration names it now, if it does
 */
public record SignatureMakers(RsaPool rsaPool, Supplier<Optional<VaultHmac>> vault) {
    /** Of a gate without Vault. */
    public static SignatureMakers withoutVault(RsaPool rsaPool) {
        return new SignatureMakers(rsaPool, Optional::empty);
    }
}
