package dev.portcullis.door;

import dev.portcullis.model.Call;
import java.util.Optional;

/** Says the environment of a call, for its answer's header; empty when it is not known. */
@FunctionalInterface
public interface EnvironmentOf {
    /** The environment's name. */
    Optional<String> call(Call call);
}
