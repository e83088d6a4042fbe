package dev.portcullis.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration before it is read.
 *
 * @param fileName how messages call the file
 * @param yaml the text of the file; null when there is none
 * @param environment the variables that begin with PORTCULLIS_
 * @param properties the system properties that begin with portcullis.
 */
record ConfigurationText(
        String fileName, @Nullable String yaml, Map<String, String> environment, Map<String, String> properties) {
    static final ConfigurationText EMPTY = ofYaml("no file", "");

    static ConfigurationText ofYaml(String fileName, String yaml) {
        return new ConfigurationText(fileName, yaml, Map.of(), Map.of());
    }

    Map<String, Given> yaml(List<String> problems) {
        return yaml == null ? Map.of() : GivenYaml.read(fileName, yaml, problems);
    }
}
