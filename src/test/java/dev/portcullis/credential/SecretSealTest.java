package dev.portcullis.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.secret.Secret;
import org.junit.jupiter.api.Test;

final class SecretSealTest {
    private final SecretUnseal gate = new SecretUnseal();

    @Test
    void whatIsSealedToAGateComesOutThereUnchanged() {
        byte[] sealed = SecretSeal.toGate(gate.publicKey()).seal("an API secret".getBytes(UTF_8));

        try (Secret opened = gate.open(sealed)) {
            assertThat(opened.<String>use(bytes -> new String(bytes, UTF_8))).isEqualTo("an API secret");
        }
    }

    @Test
    void theSealedFormShowsNothingOfTheSecret() {
        byte[] sealed = SecretSeal.toGate(gate.publicKey()).seal("an API secret".getBytes(UTF_8));

        assertThat(new String(sealed, UTF_8)).doesNotContain("API", "secret");
    }

    @Test
    void anotherBootCannotOpenIt() {
        byte[] sealed = SecretSeal.toGate(gate.publicKey()).seal("an API secret".getBytes(UTF_8));

        assertThatThrownBy(() -> new SecretUnseal().open(sealed))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("not sealed to this gate");
    }

    @Test
    void somethingElseIsNoSealingKey() {
        assertThatThrownBy(() -> SecretSeal.toGate("no key".getBytes(UTF_8)))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("sealing key");
    }
}
