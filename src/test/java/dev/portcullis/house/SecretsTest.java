package dev.portcullis.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A text cannot be wiped: where secrets are handled, bytes become one only where no secret is among them. */
@Tag("once")
final class SecretsTest {
    private static final JavaClasses ROOMS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.portcullis.credential", "dev.portcullis.secret");

    /** Who may, and of what. */
    private static final Map<String, String> MADE_OF = Map.of(
            "FactsJson", "what the exchange said of a key",
            "NamedSeal", "the id of a master key",
            "RsaKeyPair", "the public half of a pair",
            "RsaPrivateKeys", "the line that says what a PEM file holds",
            "VaultTransit", "a ciphertext, and the token that becomes an HTTP header");

    @Test
    void noBytesBecomeATextWhereASecretMayBeAmongThem() {
        TreeSet<String> makers = new TreeSet<>();
        for (JavaClass type : ROOMS) {
            boolean makesText = type.getConstructorCallsFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(String.class)
                            && call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(parameter -> parameter.isEquivalentTo(byte[].class)));
            if (makesText) {
                makers.add(type.getSimpleName());
            }
        }
        assertThat(makers).isSubsetOf(MADE_OF.keySet());
    }

    @Test
    void noFieldKeepsASecretAsAText() {
        for (JavaClass type : ROOMS) {
            assertThat(type.getFields())
                    .filteredOn(field -> field.getRawType().isEquivalentTo(String.class))
                    .extracting(field -> field.getName())
                    .as(type.getName())
                    .noneMatch(name -> name.matches("(?i)(?!public).*(secret|password|privatekey|plaintext|pem)"));
        }
    }
}
