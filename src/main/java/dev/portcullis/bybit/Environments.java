package dev.portcullis.bybit;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.portcullis.model.EnvironmentId;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The environments that the gate knows: Bybit's own sites, the simulator, and those that the desk defines. */
public final class Environments {
    /** Where {@code portcullis sandbox} listens unless it is told otherwise. */
    public static final String SANDBOX_HOST = "127.0.0.1:18080";

    private final Map<EnvironmentId, Environment> byId;

    private Environments(Map<EnvironmentId, Environment> byId) {
        this.byId = byId;
    }

    /** Bybit's sites (docs:v5/guide) and the simulator on loopback. */
    public static Environments builtIn() {
        return new Environments(Stream.of(
                        site("mainnet", "api.bybit.com", "stream.bybit.com"),
                        site("mainnet-backup", "api.bytick.com", "stream.bytick.com"),
                        site("testnet", "api-testnet.bybit.com", "stream-testnet.bybit.com"),
                        demo(),
                        site("nl", "api.bybit.nl", "stream.bybit.nl"),
                        site("eu", "api.bybit.eu", "stream.bybit.eu"),
                        site("tr", "api.bybit.tr", "stream.bybit.tr"),
                        site("kz", "api.bybit.kz", "stream.bybit.kz"),
                        site("ge", "api.bybitgeorgia.ge", "stream.bybitgeorgia.ge"),
                        restOnly("ae", "api.bybit.ae"),
                        site("id", "api.bybit.id", "stream.bybit.id"),
                        site("jp", "api.manepa.jp", "stream.manepa.jp"),
                        restOnly("jp-testnet", "api-testnet.manepa.jp"),
                        restOnly("hk", "api.byhkbit.com"),
                        sandbox())
                .collect(toUnmodifiableMap(Environment::id, environment -> environment)));
    }

    /** These and the given ones; a given one takes the place of one with the same name. */
    public Environments with(Collection<Environment> others) {
        Map<EnvironmentId, Environment> all = new LinkedHashMap<>(byId);
        others.forEach(environment -> all.put(environment.id(), environment));
        return new Environments(Map.copyOf(all));
    }

    /** The environment of that name, or empty. */
    public Optional<Environment> find(EnvironmentId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The environment of that name.
     *
     * @throws IllegalArgumentException when there is none, naming those that there are
     */
    public Environment of(EnvironmentId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException(
                "no environment is named " + id + "; known are " + String.join(", ", names())));
    }

    /** All of them, in no order. */
    public Collection<Environment> all() {
        return byId.values();
    }

    private List<String> names() {
        return byId.keySet().stream().map(EnvironmentId::text).sorted().toList();
    }

    private static Environment site(String name, String restHost, String streamHost) {
        return environment(
                name,
                "https://" + restHost,
                "wss://" + streamHost + "/v5/private",
                "wss://" + streamHost + "/v5/trade",
                "wss://" + streamHost + "/v5/public");
    }

    private static Environment restOnly(String name, String restHost) {
        return environment(name, "https://" + restHost, null, null, null);
    }

    /** Demo has no trade socket and shares mainnet's market data (docs:v5/demo). */
    private static Environment demo() {
        return environment(
                "demo",
                "https://api-demo.bybit.com",
                "wss://stream-demo.bybit.com/v5/private",
                null,
                "wss://stream.bybit.com/v5/public");
    }

    private static Environment sandbox() {
        return environment(
                "sandbox",
                "http://" + SANDBOX_HOST,
                "ws://" + SANDBOX_HOST + "/v5/private",
                "ws://" + SANDBOX_HOST + "/v5/trade",
                "ws://" + SANDBOX_HOST + "/v5/public");
    }

    private static Environment environment(
            String name,
            String rest,
            @Nullable String privateSocket,
            @Nullable String tradeSocket,
            @Nullable String publicSocket) {
        return new Environment(
                new EnvironmentId(name),
                URI.create(rest),
                uriOrNull(privateSocket),
                uriOrNull(tradeSocket),
                uriOrNull(publicSocket),
                Limits.BYBIT);
    }

    private static @Nullable URI uriOrNull(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }
}
