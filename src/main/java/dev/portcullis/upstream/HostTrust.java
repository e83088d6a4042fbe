package dev.portcullis.upstream;

import io.vertx.core.net.TrustOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which authorities may vouch for a host; that its certificate names the host is checked in any case. */
@FunctionalInterface
public interface HostTrust {
    /** Every host is vouched for by the authorities that the JVM believes. */
    HostTrust OF_THE_JVM = host -> null;

    /**
     * The host's own authorities; asked for every request, so it must answer at once, with the same object until it
     * means something else. Null: those of the JVM.
     */
    @Nullable
    TrustOptions of(URI host);
}
