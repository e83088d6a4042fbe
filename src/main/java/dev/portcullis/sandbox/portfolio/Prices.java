package dev.portcullis.sandbox.portfolio;

import dev.portcullis.sandbox.instrument.Instrument;
import java.math.BigDecimal;

/** What things are worth now. */
public interface Prices {
    /** The reference price of an instrument. */
    BigDecimal reference(Instrument instrument);

    /** The worth of one coin in USD; zero for a coin without a market. */
    BigDecimal usd(String coin);
}
