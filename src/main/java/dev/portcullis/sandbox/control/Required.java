package dev.portcullis.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.Accounts;

/** Parameters that a control call cannot do without. */
final class Required {
    private Required() {}

    static String text(ObjectNode params, String name) {
        String text = params.path(name).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + ": is required");
        }
        return text;
    }

    static long number(ObjectNode params, String name) {
        String text = text(params, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + ": expected a whole number, got '" + text + "'", notANumber);
        }
    }

    /** The account named by the field of that name, by its name or UID. */
    static Account account(ObjectNode params, Accounts accounts) {
        String name = text(params, "account");
        return accounts.find(name)
                .orElseThrow(() -> new IllegalArgumentException("account: none is called '" + name + "'"));
    }
}
