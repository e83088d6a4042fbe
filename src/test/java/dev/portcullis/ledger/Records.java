package dev.portcullis.ledger;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Fingerprint;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.TokenId;
import dev.portcullis.model.Verb;
import java.util.Optional;

/** Records as the order path makes them. */
final class Records {
    static final LedgerRecord.Caller BOT = new LedgerRecord.Caller(
            DoorName.V5, new ClientId("bot1"), new TokenId("tok00001"), new PeerAddress("127.0.0.1"));

    private Records() {}

    static LedgerRecord.Intent create(int number) {
        OrderFacts order = new OrderFacts(
                new Symbol("BTCUSDT"),
                new OrderLinkId("link-" + number),
                null,
                Side.BUY,
                new Decimal("0.001"),
                new Decimal("30000.5"),
                new CreateTerms("Limit", false, new Fingerprint("ab".repeat(32)), OrderNames.NONE));
        return intent(number, "/v5/order/create", EndpointKind.CREATE, order);
    }

    /** A create whose key would have led to another orderLinkId. */
    static LedgerRecord.Intent createWithAlias(int number, String alias) {
        OrderFacts plain = create(number).order();
        CreateTerms terms = new CreateTerms(
                "Limit", false, new Fingerprint("ab".repeat(32)), new OrderNames("mine", null, new OrderLinkId(alias)));
        return intent(
                number,
                "/v5/order/create",
                EndpointKind.CREATE,
                new OrderFacts(
                        plain.symbol(), plain.orderLinkId(), null, plain.side(), plain.qty(), plain.price(), terms));
    }

    static LedgerRecord.Intent cancel(int number) {
        OrderFacts order = new OrderFacts(
                new Symbol("BTCUSDT"), new OrderLinkId("link-" + number), new OrderId("o-1"), null, null, null, null);
        return intent(number, "/v5/order/cancel", EndpointKind.CANCEL, order);
    }

    static LedgerRecord.OutcomeRecord acked(int number) {
        return new LedgerRecord.OutcomeRecord(
                requestId(number),
                0,
                new OrderLinkId("link-" + number),
                new Outcome.Acked(Optional.of(new OrderId("order-" + number))),
                0,
                1_764_000_000_123L);
    }

    static LedgerRecord.OutcomeRecord outcome(int number, Outcome outcome) {
        return new LedgerRecord.OutcomeRecord(
                requestId(number), 0, new OrderLinkId("link-" + number), outcome, null, null);
    }

    static LedgerRecord.Resolved resolved(int number, Outcome outcome) {
        return new LedgerRecord.Resolved(
                requestId(number), 0, new OrderLinkId("link-" + number), outcome, "realtime", null);
    }

    /** A create under an orderLinkId of its own, by a call of its own number. */
    static LedgerRecord.Intent create(int number, String orderLinkId) {
        LedgerRecord.Intent create = create(number);
        return new LedgerRecord.Intent(
                create.requestId(),
                create.caller(),
                create.route(),
                create.category(),
                create.order().under(new OrderLinkId(orderLinkId)),
                create.fence(),
                create.part());
    }

    static LedgerRecord.Signed signed(int number) {
        return new LedgerRecord.Signed(
                requestId(number),
                new CredentialId("alpha-1"),
                new EnvironmentId("testnet"),
                new EndpointId(Verb.POST, "/v5/order/create"),
                new LedgerRecord.SignedStamp(1_764_000_000_000L, 2_500),
                "cd".repeat(32));
    }

    static LedgerRecord.Admin admin(String detail) {
        return new LedgerRecord.Admin("ada", "halt", "account alpha", detail);
    }

    static RequestId requestId(int number) {
        return new RequestId(String.format("req%05d", number));
    }

    private static LedgerRecord.Intent intent(int number, String path, EndpointKind kind, OrderFacts order) {
        return new LedgerRecord.Intent(
                requestId(number),
                BOT,
                new LedgerRecord.Route(
                        new AccountId("alpha"),
                        new EnvironmentId("testnet"),
                        new EndpointId(Verb.POST, path),
                        kind,
                        new CredentialId("alpha-1")),
                Category.LINEAR,
                order,
                new LedgerRecord.Fence(1_764_000_002_000L, 2_500),
                LedgerRecord.Part.WHOLE);
    }
}
