package dev.portcullis.bybit;

/** Takes out of Bybit's messages what nobody may see: a 10004 echoes the signed string, API key included. */
final class Redaction {
    static final int WRONG_SIGNATURE = 10004;
    static final String INSTEAD = "error sign! (the signed string is not shown)";

    private Redaction() {}

    static String retMsg(int retCode, String retMsg) {
        return retCode == WRONG_SIGNATURE || echoesSignedString(retMsg) ? INSTEAD : retMsg;
    }

    static boolean echoesSignedString(String text) {
        return text.contains("origin_string");
    }
}
