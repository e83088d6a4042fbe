package dev.portcullis.bybit;

import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Scope;
import java.util.Optional;

/**
 * One endpoint of Bybit that the gate serves.
 *
 * @param id method and exact path
 * @param kind what a call to it does
 * @param scope what a grant must cover; empty for public reads, which need none and go unsigned
 */
public record Endpoint(EndpointId id, EndpointKind kind, Optional<Scope> scope) {
    /** Whether calls to it carry a signature. */
    public boolean isSigned() {
        return scope.isPresent();
    }
}
