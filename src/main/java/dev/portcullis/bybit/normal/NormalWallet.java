package dev.portcullis.bybit.normal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Shows a wallet of Bybit's: its totals in USD, and each coin. */
public final class NormalWallet {
    private NormalWallet() {}

    /**
     * The wallet in the gate's words.
     *
     * @param item as wallet-balance or the wallet stream has it
     */
    public static ObjectNode of(JsonNode item) {
        ObjectNode wallet = NormalItem.WALLET.of(item);
        ArrayNode coins = wallet.putArray("coins");
        item.path("coin").forEach(coin -> coins.add(NormalItem.COIN.of(coin)));
        return wallet;
    }
}
