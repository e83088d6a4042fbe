package dev.portcullis.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Finds which keys environment variables and system properties mean. {@code PORTCULLIS_LISTEN_PORT} means {@code
 * listen.port}: the part behind the prefix is the key without its dots, dashes and capitals. A variable that names no
 * key is a warning and no problem, for a container platform sets such variables by itself (a Kubernetes service called
 * portcullis gives every pod {@code PORTCULLIS_PORT}).
 */
final class Overrides {
    static final String VARIABLE_PREFIX = "PORTCULLIS_";
    static final String PROPERTY_PREFIX = "portcullis.";

    /** Variables with our prefix that are read elsewhere. */
    private static final Set<String> OTHER_VARIABLES =
            Set.of("PORTCULLIS_DATA", "PORTCULLIS_CA", "PORTCULLIS_CLIENT_CERT", "PORTCULLIS_CLIENT_KEY");

    private static final String ENVIRONMENTS = "environments.";
    private static final List<String> ENVIRONMENT_KEYS = List.of(
            ".rest",
            ".private",
            ".trade",
            ".public",
            ".limits.address",
            ".limits.tier",
            ".limits.quarantine",
            ".tls.trust",
            ".tls.crl");

    private final Map<String, String> keysByLetters = new HashMap<>();
    private final SortedMap<String, String> known;
    private final List<String> warnings;

    /**
     * @param known every key that is not below an environment
     * @param environmentNames the environments that a variable may mean; others are written in lower case with dashes
     * @param warnings takes one sentence for each variable or property that names no key
     */
    Overrides(SortedMap<String, String> known, Set<String> environmentNames, List<String> warnings) {
        this.known = known;
        this.warnings = warnings;
        known.keySet().forEach(key -> keysByLetters.put(letters(key), key));
        for (String name : environmentNames) {
            ENVIRONMENT_KEYS.forEach(
                    tail -> keysByLetters.put(letters(ENVIRONMENTS + name + tail), ENVIRONMENTS + name + tail));
        }
    }

    /** What the variables say, and over it what the properties say. */
    Map<String, Given> read(ConfigurationText text) {
        Map<String, Given> given = new HashMap<>();
        text.environment().forEach((name, value) -> variable(name, value, given));
        text.properties().forEach((name, value) -> property(name, value, given));
        return given;
    }

    private void variable(String name, String value, Map<String, Given> given) {
        if (OTHER_VARIABLES.contains(name)) {
            return;
        }
        String origin = "environment variable " + name;
        keyOfVariable(name.substring(VARIABLE_PREFIX.length()))
                .ifPresentOrElse(key -> given.put(key, Given.plain(value, origin)), () -> warn(origin));
    }

    private Optional<String> keyOfVariable(String rest) {
        String key = keysByLetters.get(letters(rest));
        return key != null ? Optional.of(key) : keyOfNewEnvironment(rest);
    }

    private static Optional<String> keyOfNewEnvironment(String rest) {
        String dashed = rest.toLowerCase(Locale.ROOT).replace('_', '-');
        String prefix = "environments-";
        return ENVIRONMENT_KEYS.stream()
                .filter(tail -> dashed.startsWith(prefix) && dashed.endsWith(tail.replace('.', '-')))
                .filter(tail -> dashed.length() > prefix.length() + tail.length())
                .map(tail -> ENVIRONMENTS + dashed.substring(prefix.length(), dashed.length() - tail.length()) + tail)
                .findFirst();
    }

    private void property(String name, String value, Map<String, Given> given) {
        String key = name.substring(PROPERTY_PREFIX.length());
        String origin = "system property " + name;
        if (known.containsKey(key) || ENVIRONMENT_KEYS.stream().anyMatch(tail -> isOfEnvironment(key, tail))) {
            given.put(key, Given.plain(value, origin));
        } else {
            warn(origin);
        }
    }

    private static boolean isOfEnvironment(String key, String tail) {
        return key.startsWith(ENVIRONMENTS)
                && key.endsWith(tail)
                && key.length() > ENVIRONMENTS.length() + tail.length()
                && key.substring(ENVIRONMENTS.length(), key.length() - tail.length())
                                .indexOf('.')
                        < 0;
    }

    /** The value is not shown: it may be something secret that merely begins with our prefix. */
    private void warn(String origin) {
        warnings.add(origin + " names no key of the configuration and is ignored");
    }

    private static String letters(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
