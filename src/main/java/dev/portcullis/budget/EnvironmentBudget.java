package dev.portcullis.budget;

import dev.portcullis.bybit.Environment;
import dev.portcullis.bybit.Limits;

/**
 * How calls to one environment are counted.
 *
 * @param egress names the address window; environments that are counted together name the same
 * @param limits what the environment lets through
 */
public record EnvironmentBudget(String egress, Limits limits) {
    /**
     * How Bybit counts (docs:v5/rate-limit): all its hosts together for one address. Its test net, whose hosts the
     * documentation does not name there, is counted by itself, and so is whatever listens on loopback: trouble there
     * must not close the way to real orders.
     */
    public static EnvironmentBudget of(Environment environment) {
        String host = environment.rest().getHost();
        if (environment.rest().getScheme().equals("http")) {
            return new EnvironmentBudget(environment.id().text(), environment.limits());
        }
        return new EnvironmentBudget(host.contains("testnet") ? "bybit-testnet" : "bybit", environment.limits());
    }
}
