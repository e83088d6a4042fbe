package dev.portcullis.cli;

import java.net.URI;

/** Lines that a person can paste into a shell to repeat what was just done. */
final class CurlLine {
    private CurlLine() {}

    /** Reads the account's wallet through the gate. */
    static String balance(URI dataDoor, String account, String token) {
        return "curl -s '" + dataDoor + "/accounts/" + account
                + "/v5/account/wallet-balance?accountType=UNIFIED' -H 'Authorization: Bearer " + token + "'";
    }

    /** Places an order through the gate. */
    static String create(URI dataDoor, String account, String token, String json) {
        return "curl -s --json '" + json + "' '" + dataDoor + "/accounts/" + account
                + "/v5/order/create' -H 'Authorization: Bearer " + token + "'";
    }
}
