package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonToken;

/**
 * One member of a JSON object.
 *
 * @param token what kind of value it is
 * @param text a string's decoded text; a number's exact source text; true, false or null; a nested value's canonical
 *     text
 */
record JsonMember(JsonToken token, String text) {
    boolean isString() {
        return token == JsonToken.VALUE_STRING;
    }

    boolean isNumber() {
        return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** Whether it says no more than leaving it out: null, or an empty string. */
    boolean isBlank() {
        return token == JsonToken.VALUE_NULL || (isString() && text.isEmpty());
    }
}
