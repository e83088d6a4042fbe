package dev.portcullis.gate;

import java.util.Optional;

/** Which Portcullis this is. */
public final class Version {
    /** The version of the jar; {@code dev} when run from classes. */
    public static final String TEXT = Optional.ofNullable(
                    Version.class.getPackage().getImplementationVersion())
            .orElse("dev");

    private Version() {}
}
