package dev.portcullis.gate;

import dev.portcullis.bybit.Environments;
import dev.portcullis.config.Settings;
import java.util.function.Supplier;

/** The environments of the settings that are valid now; worked out once for each settings, for every call asks. */
final class CurrentEnvironments implements Supplier<Environments> {
    private record Known(Settings settings, Environments environments) {}

    private final Supplier<Settings> settings;
    private volatile Known known;

    CurrentEnvironments(Supplier<Settings> settings) {
        this.settings = settings;
        this.known = of(settings.get());
    }

    /** Compares by identity: new settings are a new object, and comparing every key for every call would cost more. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public Environments get() {
        Settings now = settings.get();
        Known last = known;
        if (last.settings() != now) {
            last = of(now);
            known = last;
        }
        return last.environments();
    }

    private static Known of(Settings settings) {
        return new Known(settings, ConfiguredEnvironments.of(settings));
    }
}
