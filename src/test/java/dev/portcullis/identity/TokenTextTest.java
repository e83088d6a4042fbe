package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
    private static final long CRC32_OF_BODY = 2455972107L;

    private final TokenMint mint = new TokenMint(new SecureRandom());

    private static TokenText wellFormed(String text) {
        assertThat(TokenText.read(text, TokenKind.CLIENT)).isInstanceOf(TokenText.Read.WellFormed.class);
        return ((TokenText.Read.WellFormed) TokenText.read(text, TokenKind.CLIENT)).token();
    }

    private static String why(String text, TokenKind expected) {
        assertThat(TokenText.read(text, expected)).isInstanceOf(TokenText.Read.NotAToken.class);
        return ((TokenText.Read.NotAToken) TokenText.read(text, expected)).why();
    }

    @Test
    void aMintedTokenHasItsFormAndReadsBack() {
        for (int i = 0; i < 500; i++) {
            TokenMint.Minted minted = mint.mint(TokenKind.CLIENT, id -> false);

            TokenText read = wellFormed(minted.text());

            assertThat(minted.text()).matches("pcl_[a-z0-9]{10}_[0-9A-Za-z]{49}");
            assertThat(read.id()).isEqualTo(minted.id());
            assertThat(read.kind()).isEqualTo(TokenKind.CLIENT);
            assertThat(read.hash().matches(minted.hash())).isTrue();
        }
    }

    @Test
    void anOperatorsTokenSaysSoInItsFirstLetters() {
        assertThat(mint.mint(TokenKind.OPERATOR, id -> false).text()).startsWith("pco_");
    }

    @Test
    void anIdThatIsTakenIsNotUsedAgain() {
        Set<Object> asked = new HashSet<>();

        TokenMint.Minted minted = mint.mint(TokenKind.CLIENT, id -> asked.add(id) && asked.size() < 4);

        assertThat(asked).hasSize(4).contains(minted.id());
    }

    @Test
    void theLargestSecretFillsAllItsDigits() {
        BigInteger largest = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

        String text = Base62.of(largest, TokenText.SECRET_LENGTH);

        BigInteger back = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            back = back.multiply(BigInteger.valueOf(62)).add(BigInteger.valueOf(valueOf(text.charAt(i))));
        }
        assertThat(back).isEqualTo(largest);
        assertThat(text).hasSize(43).doesNotStartWith("0");
        assertThat(Base62.of(BigInteger.ZERO, 43)).isEqualTo("0".repeat(43));
    }

    private static int valueOf(char digit) {
        if (digit <= '9') {
            return digit - '0';
        }
        return digit <= 'Z' ? digit - 'A' + 10 : digit - 'a' + 36;
    }

    /** The checksum as anybody can compute it: {@code python3 -c 'import zlib; zlib.crc32(b"...")'}. */
    @Test
    void theChecksumIsTheCrc32OfAllBeforeIt() {
        String body = "pcl_abcdefgh12_" + "A".repeat(43);

        assertThat(TokenText.write(TokenKind.CLIENT, new dev.portcullis.model.TokenId("abcdefgh12"), "A".repeat(43)))
                .isEqualTo(body + Base62.of(BigInteger.valueOf(CRC32_OF_BODY), 6));
    }

    @Test
    void everySingleTypingErrorIsFoundWithoutTheStore() {
        String token = mint.mint(TokenKind.CLIENT, id -> false).text();
        for (int i = 0; i < token.length(); i++) {
            char typed = token.charAt(i) == 'a' ? 'b' : 'a';
            String mistyped = token.substring(0, i) + typed + token.substring(i + 1);

            assertThat(why(mistyped, TokenKind.CLIENT)).isNotBlank().doesNotContain(mistyped.substring(15));
        }
    }

    @Test
    void aMistypedTokenIsToldApartFromAForeignOne() {
        String token = mint.mint(TokenKind.CLIENT, id -> false).text();
        String swapped = token.substring(0, 20) + (token.charAt(20) == 'x' ? 'y' : 'x') + token.substring(21);

        assertThat(why(swapped, TokenKind.CLIENT))
                .isEqualTo("the token is mistyped or cut: its checksum does not match; copy it whole");
        assertThat(why(token.substring(0, 40), TokenKind.CLIENT))
                .isEqualTo("the token is cut or has extra characters; copy it whole, from pcl_ to its end, without"
                        + " blanks");
        assertThat(why("KHxTWvYQ5nJHcY6vXn", TokenKind.CLIENT))
                .isEqualTo("this is not a token of the gate: a token of a client begins with pcl_, put it where the API"
                        + " key goes");
        assertThat(why("", TokenKind.OPERATOR))
                .isEqualTo("this is not a token of the gate: a token of an operator begins with pco_");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n", "@alpha", "\u0000"})
    void nothingMayStandBehindAToken(String tail) {
        String token = mint.mint(TokenKind.CLIENT, id -> false).text();

        assertThat(why(token + tail, TokenKind.CLIENT)).startsWith("the token is cut or has extra characters");
    }

    @Test
    void noTextFormShowsASecret() {
        TokenMint.Minted minted = mint.mint(TokenKind.CLIENT, id -> false);
        String secret = minted.text().substring(15);
        IssuedToken issued = new IssuedToken(minted.id(), minted.text(), null);

        assertThat(issued.reveal()).isEqualTo(minted.text());
        assertThat(minted + " " + issued + " " + wellFormed(minted.text()) + " " + minted.hash())
                .doesNotContain(secret)
                .doesNotContain(secret.substring(0, 12))
                .contains(minted.id().text());
    }
}
