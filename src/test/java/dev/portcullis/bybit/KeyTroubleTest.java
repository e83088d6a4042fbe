package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "10003, does not know this API key on testnet, --env (now testnet)",
        "10004, secret does not belong, --rsa-key",
        "10005, lacks a right, API Management",
        "10010, bound to other addresses, outgoing address",
        "33004, has expired, new key",
        "-2015, has expired, new key",
    })
    void bybitsRefusalOfAKeyIsPutInWordsWithARemedy(int retCode, String what, String remedy) {
        KeyTrouble.Told told =
                KeyTrouble.ofRetCode(retCode).orElseThrow().about("testnet").answeredWith(retCode);
        assertThat(told.what()).contains(what).contains("retCode " + retCode);
        assertThat(told.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10002, 10006, 110007})
    void codesThatSayNothingAboutAKeyAreNoTroubleOfIt(int retCode) {
        assertThat(KeyTrouble.ofRetCode(retCode)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(KeyTrouble.class)
    void everyTroubleHasAnAnswerThatFitsOneHeaderLine(KeyTrouble trouble) {
        assertThat(trouble.about("it").sentence())
                .matches("[\\x20-\\x7e]{40,600}")
                .doesNotContain("{");
    }

    @Test
    void noTwoTroublesShareTheirWords() {
        assertThat(Arrays.stream(KeyTrouble.values()).map(KeyTrouble::word)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(KeyTrouble.values())
                        .map(trouble -> trouble.told().what()))
                .doesNotHaveDuplicates();
    }
}
