package dev.portcullis.door.admin;

import dev.portcullis.model.AddressList;
import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.List;

/** Address lists as words. */
final class AddressLists {
    private AddressLists() {}

    /** @throws IllegalArgumentException naming what is no address or block */
    static AddressList read(String commaSeparated) {
        List<String> texts = commaSeparated.isEmpty() ? List.of() : Arrays.asList(commaSeparated.split(",", -1));
        return AddressList.of(texts);
    }

    static JsonArray json(AddressList list) {
        JsonArray words = new JsonArray();
        for (String word : list.text().split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }
}
