package dev.portcullis.door;

/**
 * Why something that came over a connection is no request that may be served; the connection ends with it.
 *
 * @param status the HTTP status that says so
 * @param why for the person who wrote the client
 */
record Objection(int status, String why) {
    static Objection malformed(String why) {
        return new Objection(400, why);
    }
}
