package dev.portcullis.sandbox.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.Accounts;
import dev.portcullis.sandbox.endpoint.ApiRequest;
import dev.portcullis.sandbox.fault.CallFacts;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds out what a request is about, for the journal and for scripts, even when the exchange will refuse it. */
final class CallFactsReader {
    private final Accounts accounts;

    CallFactsReader(Accounts accounts) {
        this.accounts = accounts;
    }

    CallFacts read(ApiRequest request) {
        Set<String> symbols = new HashSet<>();
        List<String> orderLinkIds = new ArrayList<>();
        for (ObjectNode fields : objects(request)) {
            addText(fields, "symbol", symbols);
            addText(fields, "orderLinkId", orderLinkIds);
        }
        return new CallFacts(request.path(), names(request), symbols, orderLinkIds);
    }

    /** The body or query, and every item of a batch. */
    private static List<ObjectNode> objects(ApiRequest request) {
        List<ObjectNode> objects = new ArrayList<>();
        try {
            Params params = request.isGet()
                    ? Params.ofQuery(request.rawQuery())
                    : Params.ofBody(request.body().getBytes());
            objects.add(params.fields());
        } catch (Refusal unreadable) {
            return objects;
        }
        for (JsonNode item : objects.get(0).path("request")) {
            if (item instanceof ObjectNode fields) {
                objects.add(fields);
            }
        }
        return objects;
    }

    private Set<String> names(ApiRequest request) {
        return accounts.key(request.auth().apiKey())
                .flatMap(key -> accounts.account(key.uid()))
                .map(CallFactsReader::names)
                .orElse(Set.of());
    }

    private static Set<String> names(Account account) {
        Set<String> names = new HashSet<>();
        names.add(account.name());
        names.add(Long.toString(account.uid()));
        return names;
    }

    private static void addText(ObjectNode fields, String name, Collection<String> found) {
        JsonNode node = fields.path(name);
        if (node.isTextual() && !node.textValue().isEmpty()) {
            found.add(node.textValue());
        }
    }
}
