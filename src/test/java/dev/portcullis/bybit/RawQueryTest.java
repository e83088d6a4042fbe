package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawQueryTest {
    @Test
    void findsOneParameterAmongOthers() {
        assertThat(RawQuery.single("category=linear&symbol=BTCUSDT", "category"))
                .hasValue("linear");
        assertThat(RawQuery.single("category=linear&symbol=BTCUSDT", "symbol")).hasValue("BTCUSDT");
        assertThat(RawQuery.single("a&b=&symbol=BTC%2DPERP&c=%zz", "symbol")).hasValue("BTC-PERP");
        assertThat(RawQuery.single("symbol=", "symbol")).hasValue("");
    }

    @Test
    void absentIsEmpty() {
        assertThat(RawQuery.single("", "symbol")).isEmpty();
        assertThat(RawQuery.single("symbol", "symbol")).isEmpty();
        assertThat(RawQuery.single("xsymbol=1&Symbol=2&symbolx=3", "symbol")).isEmpty();
    }

    @Test
    void twiceIsNobodysGuess() {
        assertThat(RawQuery.single("category=spot&category=linear", "category")).isEmpty();
    }

    @Test
    void whatCannotBeDecodedIsEmpty() {
        assertThat(RawQuery.single("symbol=%zz", "symbol")).isEmpty();
        assertThat(RawQuery.single("symbol=%", "symbol")).isEmpty();
    }
}
