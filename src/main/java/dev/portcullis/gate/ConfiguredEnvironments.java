package dev.portcullis.gate;

import dev.portcullis.bybit.AddressLimit;
import dev.portcullis.bybit.Environment;
import dev.portcullis.bybit.Environments;
import dev.portcullis.bybit.Limits;
import dev.portcullis.bybit.Tier;
import dev.portcullis.bybit.TierRule;
import dev.portcullis.config.EnvironmentSettings;
import dev.portcullis.config.Settings;
import dev.portcullis.model.EnvironmentId;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environments of this gate: Bybit's own, with what the configuration adds and overrides. */
final class ConfiguredEnvironments {
    private ConfiguredEnvironments() {}

    static Environments of(Settings settings) {
        Environments builtIn = Environments.builtIn();
        Collection<Environment> changed = settings.upstream().environments().entrySet().stream()
                .map(entry -> environment(builtIn.find(entry.getKey()), entry.getKey(), entry.getValue()))
                .toList();
        return builtIn.with(List.copyOf(changed));
    }

    private static Environment environment(
            Optional<Environment> known, EnvironmentId id, EnvironmentSettings settings) {
        EnvironmentSettings.Urls urls = settings.urls();
        URI rest = urls.rest() != null
                ? urls.rest()
                : known.map(Environment::rest)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "environments." + id + ".rest is missing; a new environment needs its base URL"));
        return new Environment(
                id,
                rest,
                either(
                        urls.privateSocket(),
                        known.map(Environment::privateSocket).orElse(null)),
                either(urls.tradeSocket(), known.map(Environment::tradeSocket).orElse(null)),
                either(urls.publicSocket(), known.map(Environment::publicSocket).orElse(null)),
                limits(known.map(Environment::limits).orElse(Limits.BYBIT), settings));
    }

    private static @Nullable URI either(@Nullable URI given, @Nullable URI known) {
        return given != null ? given : known;
    }

    private static Limits limits(Limits known, EnvironmentSettings settings) {
        return new Limits(
                settings.address() == null ? known.address() : address(settings.address()),
                settings.tier() == null ? known.tier() : tier(settings.tier()),
                settings.quarantine() == null ? known.quarantine() : settings.quarantine());
    }

    private static AddressLimit address(EnvironmentSettings.AddressLimit given) {
        return given instanceof EnvironmentSettings.AddressLimit.Window window
                ? new AddressLimit.Window(window.requests(), window.per())
                : new AddressLimit.None();
    }

    private static TierRule tier(EnvironmentSettings.TierSetting given) {
        if (given instanceof EnvironmentSettings.TierSetting.Level level) {
            return TierRule.ofText(level.word());
        }
        if (given instanceof EnvironmentSettings.TierSetting.PerSecond perSecond) {
            return new TierRule.Fixed(Tier.perSecond(perSecond.requests()));
        }
        return given instanceof EnvironmentSettings.TierSetting.Auto ? new TierRule.Auto() : new TierRule.None();
    }
}
