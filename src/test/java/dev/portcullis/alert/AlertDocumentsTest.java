package dev.portcullis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of alert has its runbook entry and its rule for Prometheus, and neither has one of a kind there is not. */
final class AlertDocumentsTest {
    private static final Path RUNBOOK = Path.of("docs/alerts.md");
    private static final Path RULES = Path.of("conf/prometheus-alerts.yaml");
    private static final Pattern ALERT_NAME = Pattern.compile("[A-Z][A-Za-z]+");
    private static final Pattern DURATION = Pattern.compile("[0-9]+[smhd]");
    private static final Set<String> RULE_FIELDS = Set.of("alert", "expr", "for", "labels", "annotations");

    private static List<JsonNode> rules() throws IOException {
        JsonNode file = new YAMLMapper().readTree(RULES.toFile());
        assertThat(names(file)).containsExactly("groups");
        List<JsonNode> rules = new ArrayList<>();
        file.get("groups").forEach(group -> {
            assertThat(names(group)).isSubsetOf("name", "interval", "rules");
            assertThat(group.path("name").isTextual()).isTrue();
            group.get("rules").forEach(rules::add);
        });
        return rules;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The text below the heading of a kind. */
    private static String entry(AlertKind kind) throws IOException {
        String text = Files.readString(RUNBOOK);
        int begin = text.indexOf("\n## " + kind.text() + "\n");
        assertThat(begin).as("a heading %s in %s", kind.text(), RUNBOOK).isPositive();
        int end = text.indexOf("\n## ", begin + 1);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void eachKindHasARunbookEntryThatSaysWhatItMeansHowToLookAndWhatToDo(AlertKind kind) throws IOException {
        assertThat(entry(kind)).contains("**It means**:", "**How to look**:", "**What to do**:");
        assertThat(kind.runbook()).isEqualTo("docs/alerts.md#" + kind.text());
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void eachKindHasOneRuleWithItsSeverityMeaningAndRunbook(AlertKind kind) throws IOException {
        List<JsonNode> its = rules().stream()
                .filter(rule -> rule.path("labels").path("kind").asText().equals(kind.text()))
                .toList();

        assertThat(its).hasSize(1);
        JsonNode rule = its.get(0);
        assertThat(rule.path("expr").asText()).isEqualTo("portcullis_alerts{kind=\"" + kind.text() + "\"} > 0");
        assertThat(rule.path("labels").path("severity").asText())
                .isEqualTo(kind.severity().text());
        assertThat(rule.path("annotations").path("summary").asText()).isEqualTo(kind.meaning());
        assertThat(rule.path("annotations").path("runbook_url").asText()).isEqualTo(kind.runbook());
    }

    @Test
    void everyRuleIsOneThatPrometheusTakes() throws IOException {
        Set<String> alerts = new HashSet<>();
        assertThat(rules()).hasSize(AlertKind.values().length).allSatisfy(rule -> {
            assertThat(RULE_FIELDS).containsAll(names(rule));
            assertThat(rule.path("alert").asText()).matches(ALERT_NAME);
            assertThat(alerts.add(rule.path("alert").asText())).isTrue();
            if (rule.has("for")) {
                assertThat(rule.path("for").asText()).matches(DURATION);
            }
            rule.path("labels").forEach(label -> assertThat(label.isTextual()).isTrue());
            rule.path("annotations")
                    .forEach(words -> assertThat(words.asText().replaceAll("\\{\\{ \\$(value|labels\\.[a-z]+) }}", ""))
                            .isNotBlank()
                            .doesNotContain("{{", "}}"));
        });
    }

    @Test
    void theRunbookHasNoEntryOfAKindThereIsNot() throws IOException {
        Set<String> kinds = new HashSet<>();
        Arrays.stream(AlertKind.values()).forEach(kind -> kinds.add("## " + kind.text()));

        assertThat(Files.readString(RUNBOOK).lines().filter(line -> line.startsWith("## ")))
                .filteredOn(heading -> !kinds.contains(heading))
                .containsExactly("## Who is told");
    }
}
