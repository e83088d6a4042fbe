package dev.portcullis.bybit;

/** The moment of one signature, for signers that cannot sign at once: when it is stamped, until when it is of use. */
public interface SigningMoment {
    /**
     * Takes the timestamp: UTC milliseconds of the exchange's clock as of this call. To be called once, right before
     * what is signed is handed over.
     *
     * @throws RuntimeException when nothing may be signed any more; its words are the caller's refusal
     */
    long timestampMs();

    /** For how many milliseconds more a signature is of use; 0 or less when it would come too late. */
    long millisLeft();
}
