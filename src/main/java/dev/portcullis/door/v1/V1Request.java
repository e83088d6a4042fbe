package dev.portcullis.door.v1;

import dev.portcullis.door.RawRequest;
import dev.portcullis.door.Showing;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.Origin;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.RequestId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * A request at this door whose path has been matched.
 *
 * @param captures the values of the path's variables, by name
 * @param query its parameters, each one of those that the route knows
 */
record V1Request(RawRequest raw, Map<String, String> captures, V1Query query) {
    RequestId id() {
        return raw.id();
    }

    /** The account that the path names. */
    AccountId account() {
        try {
            return new AccountId(captures.getOrDefault("account", ""));
        } catch (IllegalArgumentException noName) {
            throw Rejection.Malformed.at("path", "/v1/accounts/NAME/... needs an account name such as alpha")
                    .asException();
        }
    }

    String capture(String name) {
        return captures.getOrDefault(name, "");
    }

    Optional<String> header(String name) {
        List<String> values = raw.headers().getAll(name);
        if (values.size() > 1) {
            throw Rejection.Malformed.at("header " + name, "came " + values.size() + " times; send it once")
                    .asException();
        }
        return values.stream().findFirst().map(String::strip);
    }

    /** Whether the caller wants a list as one object a line. */
    boolean wantsLines() {
        return header("Accept").filter(V1Request::namesLines).isPresent();
    }

    private static boolean namesLines(String accept) {
        return List.of(accept.split(",")).stream()
                .map(part -> part.split(";", 2)[0].strip())
                .anyMatch(type -> type.equalsIgnoreCase("application/x-ndjson"));
    }

    /** Who calls, and for which account; the account of the path counts before any other. */
    Showing showing() {
        AccountId named = captures.containsKey("account") ? account() : null;
        return Showing.of(raw, named);
    }

    /** Where a call for this request comes from. */
    Origin origin(RequestId callId) {
        return new Origin(callId, DoorName.V1, raw.origin().peer(), showing().presented(), home());
    }

    /** Runs continuations on the event loop of its connection. */
    Executor home() {
        return raw.origin().home();
    }

    /** A parameter between 1 and {@code max}, or empty. */
    OptionalInt count(String name, int max) {
        Optional<String> text = query.one(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("[0-9]{1,6}") || outside(Integer.parseInt(text.get()), max)) {
            throw Rejection.Malformed.at("query " + name, "must be a whole number from 1 to " + max)
                    .asException();
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    private static boolean outside(int count, int max) {
        return count < 1 || count > max;
    }
}
