package dev.portcullis.gate;

import dev.portcullis.risk.Instruments;
import dev.portcullis.risk.MarketPrices;
import dev.portcullis.risk.PreTrade;
import dev.portcullis.risk.PreTradeCheck;

/** The pre-trade rules with all that they know of the market. */
record RuleHouse(PreTrade rules, InstrumentKeeper keeper) {
    static RuleHouse build(Inside inside, Outside outside) {
        Ground.Time time = inside.ground().time();
        Instruments instruments = new Instruments(time.nanoTicker());
        PreTrade rules = new PreTradeCheck(
                new DeskTradingRules(inside.registry()),
                instruments,
                new MarketPrices(outside.market(), time.nanoTicker()),
                time.wallClock(),
                time.nanoTicker());
        InstrumentKeeper keeper = new InstrumentKeeper(
                outside.market(), instruments, () -> inside.registry().desk().environments(), time.timers());
        return new RuleHouse(rules, keeper);
    }
}
