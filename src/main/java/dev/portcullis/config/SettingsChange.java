package dev.portcullis.config;

import java.util.Set;

/**
 * A valid configuration that has taken the place of another.
 *
 * @param before what held until now
 * @param after what holds from now on
 * @param keys the dotted keys whose meaning has changed
 */
public record SettingsChange(Settings before, Settings after, Set<String> keys) {}
