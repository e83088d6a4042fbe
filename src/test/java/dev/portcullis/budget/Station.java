package dev.portcullis.budget;

import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RateTable;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import java.util.concurrent.Executor;

/** A room of budgets under virtual time, and the calls that a test sends into it. */
final class Station {
    final FakeTime time = new FakeTime();
    final FakeRules rules;
    final Budgets budgets;

    Station() {
        this(new FakeRules());
    }

    Station(FakeRules rules) {
        this(rules, Budgets.WAITING_MAX);
    }

    Station(FakeRules rules, int waitingMax) {
        this.rules = rules;
        this.budgets = new Budgets(time, time, rules, waitingMax);
    }

    /** A call to be varied: a linear create by bot1 on alpha with 2 s. */
    CallOf call() {
        return new CallOf();
    }

    Place create() {
        return call().enter();
    }

    /** Takes as many turns as there are at once, and gives back how many. */
    int exhaust(CallOf call) {
        int turns = 0;
        while (true) {
            Place place = call.enter();
            if (!place.turn().isComplete()) {
                place.leave(new Rejection.NotSent("only counting"));
                return turns;
            }
            if (place.turn().failed()) {
                return turns;
            }
            turns++;
        }
    }

    static Turn turn(Place place) {
        Future<Turn> turn = place.turn();
        if (!turn.succeeded()) {
            throw new AssertionError("no turn: " + turn);
        }
        return turn.result();
    }

    static Rejection refusal(Place place) {
        if (!(place.turn().cause() instanceof RejectedException refused)) {
            throw new AssertionError("not refused: " + place.turn());
        }
        return refused.rejection();
    }

    static Rejection.OutOfBudget outOfBudget(Place place) {
        return (Rejection.OutOfBudget) refusal(place);
    }

    /** One call; each method gives it another trait. */
    final class CallOf {
        private EnvironmentId environment = FakeRules.MAINNET;
        private String account = "alpha";
        private String key = "key-alpha";
        private ClientId client = new ClientId("bot1");
        private EndpointId endpoint = EndpointTable.ORDER_CREATE;
        private Category category = Category.LINEAR;
        private Priority priority = Priority.CREATE;
        private int orders = 1;
        private long withinMillis = 2_000;
        private Executor home = Runnable::run;

        CallOf on(String accountName) {
            account = accountName;
            key = "key-" + accountName;
            return this;
        }

        CallOf by(String clientName) {
            client = new ClientId(clientName);
            return this;
        }

        CallOf key(String credential) {
            key = credential;
            return this;
        }

        CallOf in(EnvironmentId other) {
            environment = other;
            return this;
        }

        CallOf to(EndpointId other, Priority withPriority) {
            endpoint = other;
            priority = withPriority;
            return this;
        }

        CallOf cancel() {
            return to(EndpointTable.ORDER_CANCEL, Priority.CANCEL);
        }

        CallOf amend() {
            return to(EndpointTable.ORDER_AMEND, Priority.REDUCE);
        }

        CallOf read() {
            return to(EndpointTable.ORDER_REALTIME, Priority.READ);
        }

        CallOf of(Category other) {
            category = other;
            return this;
        }

        CallOf batch(int howMany) {
            endpoint = EndpointTable.ORDER_CREATE_BATCH;
            orders = howMany;
            return this;
        }

        CallOf priority(Priority other) {
            priority = other;
            return this;
        }

        CallOf within(long millis) {
            withinMillis = millis;
            return this;
        }

        CallOf home(Executor other) {
            home = other;
            return this;
        }

        Passenger passenger() {
            Endpoint to = EndpointTable.of(endpoint);
            Passenger.Payers payers = to.isSigned()
                    ? Passenger.Payers.signed(
                            new AccountKey(environment, "uid-" + account),
                            new AccountId(account),
                            new CredentialId(key),
                            client)
                    : Passenger.Payers.ofAddress(environment, client);
            int cost = RateTable.cost(to.kind(), category, orders);
            Passenger.Fare fare = new Passenger.Fare(to, RateTable.line(to, category), cost, orders);
            return new Passenger(payers, fare, priority, time.inMillis(withinMillis), home);
        }

        Place enter() {
            return budgets.enter(passenger());
        }
    }
}
