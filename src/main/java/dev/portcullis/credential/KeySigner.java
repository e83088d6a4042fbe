package dev.portcullis.credential;

import dev.portcullis.bybit.Signer;

/** A signer that the book can take back. */
sealed interface KeySigner extends Signer permits HmacSigner, RsaSigner, VaultHmacSigner {
    /** Lets go of the key; every later call is refused. */
    void destroy();
}
