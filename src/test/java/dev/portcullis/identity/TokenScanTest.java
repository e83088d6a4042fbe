package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenScanTest {
    private final TokenMint mint = new TokenMint(new SecureRandom());

    @ParameterizedTest
    @EnumSource
    void everyTokenThatTheGateMakesIsFoundWherever(TokenKind kind) {
        String token = mint.mint(kind, id -> false).text();

        assertThat(TokenScan.firstIn(token)).contains(token);
        assertThat(TokenScan.firstIn("pcl_pc_token=" + token + "&pc=1")).contains(token);
    }

    @Test
    void theFirstOfSeveralCounts() {
        String first = mint.mint(TokenKind.CLIENT, id -> false).text();
        String second = mint.mint(TokenKind.OPERATOR, id -> false).text();

        assertThat(TokenScan.firstIn(first + " " + second)).contains(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pc",
                "pcl_",
                "{\"orderLinkId\":\"pcl_abcd123456_order-1\"}",
                "PCL_ABCD123456_",
                "pcs_abcd123456"
            })
    void whatOnlyLooksLikeOneIsNone(String text) {
        assertThat(TokenScan.firstIn(text)).isEmpty();
    }

    @Test
    void aTokenThatWasCutIsNone() {
        String token = mint.mint(TokenKind.CLIENT, id -> false).text();

        assertThat(TokenScan.firstIn(token.substring(0, token.length() - 1))).isEmpty();
    }
}
