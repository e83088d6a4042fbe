package dev.portcullis.sandbox.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.RetCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogue of everything the simulator trades; it never changes while the simulator runs. */
public final class Instruments {
    /** Bybit's linear category has more than the 500 of a default page, so that callers must follow the cursor. */
    private static final int FILLER_LINEAR_CONTRACTS = 520;

    private static final String CATALOGUE = "/sandbox/instruments.json";

    private final Map<InstrumentId, Instrument> byId = new LinkedHashMap<>();

    private Instruments(Collection<Instrument> all) {
        all.forEach(instrument -> byId.put(instrument.id(), instrument));
    }

    /** Reads the catalogue from the class path; blocks. */
    public static Instruments load() {
        List<Instrument> all = new ArrayList<>();
        JsonNode rows = readCatalogue();
        rows.forEach(row -> all.add(Listing.instrument(row, all.size() + 1)));
        for (int number = 1; number <= FILLER_LINEAR_CONTRACTS; number++) {
            all.add(Listing.instrument(filler(rows.get(0), number), all.size() + 1));
        }
        return new Instruments(all);
    }

    private static JsonNode readCatalogue() {
        try (InputStream stream = Instruments.class.getResourceAsStream(CATALOGUE)) {
            if (stream == null) {
                throw new IllegalStateException(CATALOGUE + " is missing from the class path");
            }
            return Json.read(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new IllegalStateException(CATALOGUE + " cannot be read", unreadable);
        }
    }

    private static JsonNode filler(JsonNode template, int number) {
        ObjectNode row = template.deepCopy();
        String coin = String.format("SIM%03d", number);
        return row.put("symbol", coin + "USDT")
                .put("baseCoin", coin)
                .put("referencePrice", "10")
                .put("tickSize", "0.001")
                .put("qtyStep", "0.1")
                .put("minQty", "0.1")
                .put("maxLimitQty", "100000.0")
                .put("maxMarketQty", "10000.0");
    }

    /** Every instrument, in catalogue order. */
    public Collection<Instrument> all() {
        return byId.values();
    }

    /** The instruments of a category, in catalogue order. */
    public List<Instrument> of(Category category) {
        return byId.values().stream()
                .filter(instrument -> instrument.category() == category)
                .toList();
    }

    /**
     * The instrument that a caller named.
     *
     * @throws dev.portcullis.sandbox.wire.Refusal 10001 (spot: 170121) when there is none
     */
    public Instrument require(Category category, String symbol) {
        Instrument instrument = byId.get(new InstrumentId(category, symbol));
        if (instrument == null) {
            throw category.isSpot()
                    ? RetCode.SPOT_INVALID_SYMBOL.refusal()
                    : Params.invalid("symbol", "no " + category.word() + " instrument has this name");
        }
        return instrument;
    }
}
