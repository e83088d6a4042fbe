package dev.portcullis.pipeline;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.credential.ApiKey;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.CredentialLimits;
import dev.portcullis.credential.CredentialState;
import dev.portcullis.credential.KeyAlgorithm;
import dev.portcullis.credential.KeyPlace;
import dev.portcullis.credential.KeyReport;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.Grant;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Fingerprint;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.OrderSnapshot;
import dev.portcullis.model.Origin;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Scope;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.Timing;
import dev.portcullis.model.TokenId;
import dev.portcullis.model.WriteBody;
import io.vertx.core.buffer.Buffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Orders, calls and callers as the stages of the path hand them on. */
final class Orders {
    static final EnvironmentId ENVIRONMENT = new EnvironmentId("sandbox");
    static final AccountId ALPHA = new AccountId("alpha");
    static final Symbol BTCUSDT = new Symbol("BTCUSDT");
    private static final ClientId BOT = new ClientId("bot1");
    private static final long FAR_AWAY_NANOS = Long.MAX_VALUE / 2;

    private Orders() {}

    /** A create that has not departed. */
    static TrackedOrder order(String client, String orderLinkId, String fingerprint) {
        return order(client, orderLinkId, fingerprint, passage(() -> 0));
    }

    /** What its create said of it. */
    static OrderFacts facts(TrackedOrder order) {
        return new OrderFacts(
                order.terms().symbol(),
                order.key().orderLinkId(),
                null,
                order.terms().side(),
                null,
                null,
                new CreateTerms(
                        "Limit",
                        false,
                        order.terms().fingerprint(),
                        order.terms().names()));
    }

    /** Claims with nothing on disk. */
    static AccountOrders.Claim claim(AccountOrders orders, List<TrackedOrder> wanted) {
        return orders.claim(
                wanted, new AccountOrders.Recalled(Map.of(), orders.gap(wanted).forgettings()));
    }

    /** A create that has departed. */
    static TrackedOrder departed(String client, String orderLinkId, String fingerprint) {
        Passage passage = passage(() -> 0);
        passage.depart();
        return order(client, orderLinkId, fingerprint, passage);
    }

    private static TrackedOrder order(String client, String orderLinkId, String fingerprint, Passage passage) {
        return new TrackedOrder(
                new OrderKey(ENVIRONMENT, ALPHA, new OrderLinkId(orderLinkId)),
                new TrackedOrder.Terms(
                        new ClientId(client),
                        new Fingerprint(fingerprint),
                        Category.LINEAR,
                        BTCUSDT,
                        Side.BUY,
                        OrderNames.NONE),
                new TrackedOrder.Create(new RequestId("request-" + orderLinkId), 0),
                passage);
    }

    static Passage passage(LongSupplier nanoTicker) {
        return new Passage(cancel("any"), nanoTicker, Optional::empty);
    }

    /** A cancel by orderLinkId with all the time of the world. */
    static Call cancel(String orderLinkId) {
        return cancel(orderLinkId, BTCUSDT);
    }

    static Call cancel(String orderLinkId, Symbol symbol) {
        OrderFacts named = new OrderFacts(symbol, new OrderLinkId(orderLinkId), null, null, null, null, null);
        return call(EndpointTable.ORDER_CANCEL, EndpointKind.CANCEL, named);
    }

    static Call call(EndpointId endpoint, EndpointKind kind, OrderFacts order) {
        return new Call(
                new Origin(
                        new RequestId("request-1"),
                        DoorName.V5,
                        new PeerAddress("127.0.0.1"),
                        new Presented.Nothing(),
                        Runnable::run),
                ALPHA,
                endpoint,
                kind,
                "",
                new WriteBody(Buffer.buffer("{}"), Category.LINEAR, List.of(order)),
                new Timing(0, FAR_AWAY_NANOS, 5_000));
    }

    private static SortedMap<AccountId, Grant> noGrants() {
        return new TreeMap<>(Comparator.comparing(AccountId::text));
    }

    /** The call, let in. */
    static Admitted admitted(Call call) {
        Grant grant = new Grant(BOT, ALPHA, Set.of(Scope.TRADE), DeskLimits.NONE, null);
        Client client = new Client(BOT, true, AddressList.LOOPBACK, DeskLimits.NONE, noGrants());
        DeskAccount account = new DeskAccount(ALPHA, ENVIRONMENT, AddressList.ANYWHERE, true, "100001");
        return new Admitted(call, client, new TokenId("token0001"), account, grant, credential());
    }

    private static CredentialFacts credential() {
        KeyFacts facts = KeyFacts.read(Buffer.buffer("{\"retCode\":0,\"result\":{\"userID\":100001,\"readOnly\":0,"
                + "\"permissions\":{\"ContractTrade\":[\"Order\"]}}}"));
        return new CredentialFacts(
                new CredentialHead(
                        new CredentialId("key1"),
                        new KeyPlace(ENVIRONMENT, ALPHA, KeyPlace.MAIN),
                        new ApiKey("someapikey"),
                        KeyAlgorithm.HMAC,
                        new CredentialHead.Stage(CredentialState.ACTIVE, 1, 0, 0),
                        CredentialLimits.NONE),
                new KeyReport(facts, 0));
    }

    /** The order as a read shows it. */
    static OrderSnapshot shown(String orderId, String status, long createdMillis) {
        return new OrderSnapshot(new OrderId(orderId), null, BTCUSDT, Side.BUY, status, createdMillis);
    }
}
