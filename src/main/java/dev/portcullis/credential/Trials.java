package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.model.CredentialId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys that are being tried out, whose secrets are in memory until each is put in or its trial is closed. */
final class Trials {
    static final int OPEN_MAX = 64;

    private final SignerBench bench;
    private final Map<CredentialId, Trial> open = new ConcurrentHashMap<>();

    Trials(SignerBench bench) {
        this.bench = bench;
    }

    /** @throws CredentialException when {@value #OPEN_MAX} trials are open */
    Trial begin(CredentialHead head, KeyCandidate candidate) {
        if (open.size() >= OPEN_MAX) {
            throw new CredentialException(
                    Kind.CONFLICT, OPEN_MAX + " keys are being checked already; wait until one is done");
        }
        KeySigner signer = bench.signer(head, candidate.secret(), new Standing());
        Trial trial = new Trial(head.id(), candidate, signer, () -> forget(head.id()));
        open.put(head.id(), trial);
        return trial;
    }

    @Nullable
    Trial getOrNull(CredentialId id) {
        return open.get(id);
    }

    /** @throws CredentialException when it was closed meanwhile */
    void requireOpen(Trial trial) {
        if (open.get(trial.id()) != trial) {
            throw new CredentialException(
                    Kind.CONFLICT, "the check of this key is over; start `portcullis key put` again");
        }
    }

    private void forget(CredentialId id) {
        Trial trial = open.remove(id);
        if (trial != null) {
            trial.keySigner().destroy();
            trial.candidate().secret().destroy();
        }
    }
}
