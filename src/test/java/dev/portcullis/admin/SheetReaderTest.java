package dev.portcullis.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.AddressList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no desk is refused with the place, what stands there, and what belongs there. */
final class SheetReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                    | the file is empty
            [1, 2]                                | the document (line 1): is a list; expected fields: version
            accounts: {}                          | version (line 1): is ""; this program reads version 1, say so
            version: 2                            | version (line 1): is "2"; this program reads version 1
            `version: 1\\n---\\nversion: 1`       | line 3 begins a second document
            `version: *v`                         | line 1: anchors (&) and aliases (*) are not read
            `&v version: 1`                       | line 1: anchors (&) and aliases (*) are not read
            `version: !!int 1`                    | line 1: tags (!) are not read
            `version: 1\\nversion: 1`             | line 2: version is there already, at line 1
            `version: 1\\nclient: {}`             | client (line 2): is not known here; expected version, accounts
            `version: 1\\nclients: []`            | clients (line 2): is a list; expected names
            `version: 1\\nclients: { Bot: {} }`   | clients.Bot (line 2): "Bot": a client name must match
            `version: 1\\nclients: { b: 7 }`      | clients.b (line 2): is "7"; expected fields: cidrs, signed
            `version: 1\\nclients: { b: { signed: yes } }`   | clients.b.signed (line 2): "yes" must be true or false
            `version: 1\\nclients: { b: { cidrs: [] } }`     | clients.b.cidrs (line 2): must be a list with at least
            `version: 1\\nclients: { b: { cidrs: [10.0.0.1/8] } }` | clients.b.cidrs (line 2): 10.0.0.1/8 has bits set
            `version: 1\\nclients: { b: { limits: { inFlight: 0 } } }` | b.limits.inFlight (line 2): "0": must be
            `version: 1\\nclients: { b: { limits: { inFlight: 1.5 } } }` | "1.5": must be a whole number from 1
            `version: 1\\nclients: { b: { grants: { a: {} } } }` | clients.b.grants.a.scopes is missing
            `version: 1\\nclients: { b: { grants: { a: { scopes: [trad] } } } }` | "trad" is not a scope
            `version: 1\\nclients: { b: { grants: { a: { scopes: [read], key: "A" } } } }` | grants.a.key (line 2): "A"
            `version: 1\\naccounts: { a: {} }`    | accounts.a.environment is missing
            `version: 1\\noperators: { o: { role: root } }`  | operators.o.role (line 2): "root": must be viewer
            `version: 1\\nclients: {`             | is not YAML
            """)
    void everyObjectionNamesPlaceValueAndRemedy(String yaml, String words) {
        String text = yaml == null ? "" : yaml.replace("\\n", "\n");

        assertThatThrownBy(() -> SheetReader.read(text))
                .isInstanceOf(AdminRefusal.class)
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining(words);
    }

    @Test
    void allObjectionsAreToldAtOnceUpToTwenty() {
        String many = "version: 1\naccounts:\n"
                + IntStream.range(0, 25).mapToObj(i -> "  a" + i + ": {}\n").collect(Collectors.joining());

        assertThatThrownBy(() -> SheetReader.read(many))
                .hasMessageContaining("accounts.a0.environment")
                .hasMessageContaining("accounts.a19.environment")
                .hasMessageContaining("and 5 more");
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThatThrownBy(() -> SheetReader.read("version: " + "[".repeat(5_000)))
                .isInstanceOf(AdminRefusal.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> SheetReader.read("#".repeat((1 << 20) + 1))).hasMessageContaining("longer than 1 MiB");
    }

    @Test
    void whatIsLeftOutHasTheDefaultsOfTheCommands() {
        var sheet = SheetReader.read("version: 1\nclients: { b: {} }\naccounts: { a: { environment: demo } }\n");

        assertThat(sheet.operators()).isEmpty();
        assertThat(sheet.clients().orElseThrow().get(0).allowed()).isEqualTo(AddressList.LOOPBACK);
        assertThat(sheet.clients().orElseThrow().get(0).enabled()).isTrue();
        assertThat(sheet.accounts().orElseThrow().get(0).allowed()).isEqualTo(AddressList.ANYWHERE);
    }
}
