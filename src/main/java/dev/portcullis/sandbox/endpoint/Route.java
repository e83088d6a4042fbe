package dev.portcullis.sandbox.endpoint;

import dev.portcullis.sandbox.access.Permission;
import dev.portcullis.sandbox.limit.Quota;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Params;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An endpoint: its method and path, and what happens there. */
public sealed interface Route {
    /** The HTTP method. */
    String method();

    /** The path. */
    String path();

    /** Which permissions suffice for a category; an empty set when any key may call. */
    interface Needs extends Function<Optional<Category>, Set<Permission>> {}

    /**
     * An endpoint without signature.
     *
     * @param path the path; the method is always GET
     * @param answer what it answers
     */
    record Open(String path, Function<Params, Envelope> answer) implements Route {
        @Override
        public String method() {
            return "GET";
        }
    }

    /**
     * An endpoint for signed requests.
     *
     * @param method GET reads, POST writes
     * @param path the path
     * @param needs which permissions suffice
     * @param quota requests per second and UID
     * @param action what happens
     */
    record Signed(String method, String path, Needs needs, Quota quota, Action action) implements Route {
        /** Whether a read-only key is refused. */
        public boolean writes() {
            return method.equals("POST");
        }
    }

    /** What happens at a signed endpoint. */
    sealed interface Action {}

    /**
     * One thing, which costs one request.
     *
     * @param answer does it
     */
    record Single(Step answer) implements Action {}

    /**
     * Several things in one request; the first ones pass when the window has not room for all.
     *
     * @param batch does them
     */
    record Several(Batch batch) implements Action {}

    /** One step of the exchange on behalf of a caller. */
    interface Step {
        /** Does it; a {@link dev.portcullis.sandbox.wire.Refusal} is thrown. */
        Envelope answer(Caller caller, Params params);
    }

    /** A batch request. */
    interface Batch {
        /** What it costs of the window (docs:v5/rate-limit, section batch). */
        int cost(Params params);

        /** Does the first so many costs' worth of it and refuses the rest with 10006. */
        Envelope answer(Caller caller, Params params, int granted);
    }
}
