package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Presented;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TokenId;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who and what the desk consists of at one moment, and the questions that the order path asks it. Immutable; all
 * answers come from memory at once.
 *
 * @param accounts by name
 * @param clients by name, with their grants
 * @param operators by name
 * @param tokens by id; ended ones too
 * @param certificates those by which clients are known, by their public keys
 * @param unreadable one sentence for each stored row that could not be read; what it was about is denied
 */
public record Desk(
        Map<AccountId, DeskAccount> accounts,
        Map<ClientId, Client> clients,
        Map<OperatorName, Operator> operators,
        Map<TokenId, Token> tokens,
        Map<PublicKeyHash, ClientCertificate> certificates,
        List<String> unreadable) {
    /** Ids of certificates are longer. */
    private static final int TOKEN_ID_LENGTH_MAX = 12;

    /** A desk of nobody. */
    static final Desk EMPTY = new Desk(Map.of(), Map.of(), Map.of(), Map.of(), List.of());

    /** Keeps copies. */
    public Desk {
        accounts = Map.copyOf(accounts);
        clients = Map.copyOf(clients);
        operators = Map.copyOf(operators);
        tokens = Map.copyOf(tokens);
        certificates = Map.copyOf(certificates);
        unreadable = List.copyOf(unreadable);
    }

    /** A desk that knows nobody by a certificate. */
    Desk(
            Map<AccountId, DeskAccount> accounts,
            Map<ClientId, Client> clients,
            Map<OperatorName, Operator> operators,
            Map<TokenId, Token> tokens,
            List<String> unreadable) {
        this(accounts, clients, operators, tokens, Map.of(), unreadable);
    }

    /** The environments that the accounts are in. */
    public Set<EnvironmentId> environments() {
        return accounts.values().stream().map(DeskAccount::environment).collect(Collectors.toUnmodifiableSet());
    }

    /** Which client a caller is. What it holds is proven before anything of it is told. */
    Identification identify(Presented presented, Instant now) {
        if (presented instanceof Presented.Token shown) {
            return identify(shown, now);
        }
        if (presented instanceof Presented.Certificate shown) {
            return identify(shown);
        }
        if (presented instanceof Presented.Socket socket) {
            return client(socket.client(), Presented.Socket.PUBLIC_ID, "this Unix socket");
        }
        return unknown(
                presented instanceof Presented.Nothing
                        ? "no token: send Authorization: Bearer <token>, or the token as X-BAPI-API-KEY"
                        : "this way to say who you are is not set up here; send a token");
    }

    private Identification identify(Presented.Token shown, Instant now) {
        TokenProof proof = prove(shown.text(), TokenKind.CLIENT, now);
        if (!(proof instanceof TokenProof.Holds holds)) {
            return unknown(proof.why());
        }
        Token token = holds.token();
        return token.misplaced(shown.certificate())
                .map(Desk::unknown)
                .orElseGet(() -> client(new ClientId(token.holder().name()), token.id(), "token " + token.id()));
    }

    /**
     * Which client signed; when it did is not looked at.
     *
     * @param check what checks its signatures; empty when there is none for this id
     */
    Identification identify(Presented.Signature shown, Optional<SignatureCheck> check, Instant now) {
        Token token = tokens.get(shown.id());
        if (token == null) {
            return unknown("no signed client has the id " + Presented.Signature.PREFIX + shown.id());
        }
        Optional<String> ended = token.ended(now);
        if (ended.isPresent()) {
            return unknown(ended.get());
        }
        if (check.isEmpty()) {
            return unknown(
                    "token " + shown.id() + " is not one that signs, or its secret cannot be opened; see doctor");
        }
        if (!isSigned(shown, check.get())) {
            return new Identification.Refusal(new Rejection.BadSignature(
                    "the signature does not fit this request: HMAC-SHA256 in hex of timestamp + api key +"
                            + " recvWindow + (query or body), with the secret that came with the api key "
                            + Presented.Signature.PREFIX + shown.id()));
        }
        return client(new ClientId(token.holder().name()), token.id(), "token " + token.id());
    }

    /** The environments of the accounts that a client has grants for, in the order of the accounts' names. */
    Stream<EnvironmentId> environmentsOf(Client client) {
        return client.grants().keySet().stream()
                .map(accounts::get)
                .filter(Objects::nonNull)
                .map(DeskAccount::environment);
    }

    /** The client that a signature names, whether it is good or not. */
    Optional<Client> named(Presented.Signature shown) {
        return Optional.ofNullable(tokens.get(shown.id()))
                .filter(token -> token.holder().kind() == TokenKind.CLIENT)
                .map(token -> clients.get(new ClientId(token.holder().name())));
    }

    /** Some SDKs sign a query before they encode it, so it counts in both forms. */
    private static boolean isSigned(Presented.Signature shown, SignatureCheck check) {
        byte[] head =
                (shown.timestampMillis() + shown.apiKey() + shown.recvWindowMillis()).getBytes(StandardCharsets.UTF_8);
        return check.holds(shown.signature(), head, shown.payload().getBytes())
                || decoded(shown.payload())
                        .filter(plain -> check.holds(shown.signature(), head, plain))
                        .isPresent();
    }

    private static Optional<byte[]> decoded(Buffer payload) {
        String text = payload.toString(StandardCharsets.UTF_8);
        if (text.startsWith("{") || text.indexOf('%') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException brokenEscape) {
            return Optional.empty();
        }
    }

    private Identification identify(Presented.Certificate shown) {
        ClientCertificate known = certificates.get(shown.publicKey());
        return known == null
                ? unknown("no client is known by this connection's certificate "
                        + shown.publicKey().publicId()
                        + "; an admin adds it: client cert add CLIENT --file FILE; or send a token")
                : client(known.client(), known.id(), "certificate " + known.id());
    }

    private Identification client(ClientId id, TokenId proof, String shown) {
        Client client = clients.get(id);
        if (client == null) {
            return unknown(shown + " belongs to a client that is gone; ask for a new one");
        }
        if (!client.enabled()) {
            return unknown(
                    "client " + client.id() + " is disabled; an admin can enable it: client enable " + client.id());
        }
        return new Identification.Known(client, proof);
    }

    private static Identification unknown(String why) {
        return new Identification.Refusal(new Rejection.Unauthenticated(why));
    }

    /** Which operator a caller of the admin door is. */
    Identification.OfOperator identifyOperator(Presented presented, Instant now) {
        if (!(presented instanceof Presented.Token shown)) {
            return unknownOperator("no token: send Authorization: Bearer <operator token>");
        }
        TokenProof proof = prove(shown.text(), TokenKind.OPERATOR, now);
        if (!(proof instanceof TokenProof.Holds holds)) {
            return unknownOperator(proof.why());
        }
        Operator operator =
                operators.get(new OperatorName(holds.token().holder().name()));
        if (operator == null) {
            return unknownOperator("token " + holds.token().id() + " belongs to an operator who is gone");
        }
        return new Identification.OfOperator.Known(operator, holds.token().id());
    }

    private static Identification.OfOperator unknownOperator(String why) {
        return new Identification.OfOperator.Refusal(new Rejection.Unauthenticated(why));
    }

    private sealed interface TokenProof {
        /** Why it does not hold; empty when it does. */
        String why();

        record Holds(Token token) implements TokenProof {
            @Override
            public String why() {
                return "";
            }
        }

        record Fails(String why) implements TokenProof {}
    }

    /**
     * Proves a token. An unknown id is compared with a dummy, so that it costs what a known one does; that a token
     * was revoked or has expired is told only to who holds its secret.
     */
    private TokenProof prove(String text, TokenKind expected, Instant now) {
        TokenText.Read read = TokenText.read(text, expected);
        if (!(read instanceof TokenText.Read.WellFormed wellFormed)) {
            return new TokenProof.Fails(((TokenText.Read.NotAToken) read).why());
        }
        TokenText shown = wellFormed.token();
        Token known = tokens.get(shown.id());
        boolean hashMatches = (known == null ? SecretHash.DUMMY : known.hash()).matches(shown.hash());
        if (shown.kind() != expected) {
            return new TokenProof.Fails(wrongDoor(shown.kind()));
        }
        if (known == null || !hashMatches || known.holder().kind() != expected) {
            return new TokenProof.Fails("token " + shown.id() + " is not known here; check that it is of this gate");
        }
        return known.ended(now).<TokenProof>map(TokenProof.Fails::new).orElseGet(() -> new TokenProof.Holds(known));
    }

    /** The token that this text is, whose ever it is and whether it still holds or not; it lets nobody in. */
    Optional<Token> tokenOf(String text) {
        if (!(TokenText.read(text, TokenKind.CLIENT) instanceof TokenText.Read.WellFormed wellFormed)) {
            return Optional.empty();
        }
        TokenText shown = wellFormed.token();
        return Optional.ofNullable(tokens.get(shown.id()))
                .filter(known -> known.hash().matches(shown.hash()))
                .filter(known -> known.holder().kind() == shown.kind());
    }

    private static String wrongDoor(TokenKind shown) {
        return shown == TokenKind.OPERATOR
                ? "this is an operator's token (pco_), good at the admin listener only; bots need a client's (pcl_)"
                : "this is a client's token (pcl_); the admin listener needs an operator's (pco_)";
    }

    /** Whether the client may call from there at all; empty when it may. */
    public Optional<Rejection> addressRefusal(Client client, PeerAddress peer) {
        if (client.allowed().allows(peer)) {
            return Optional.empty();
        }
        return Optional.of(new Rejection.AddressNotAllowed(
                "client " + client.id() + " may call from " + client.allowed() + ", not from " + peer));
    }

    /**
     * Whether the client may do this on the account that it names, or, when it names none, on the only one that it has
     * a grant for.
     */
    public Admittance admit(Client client, @Nullable AccountId wanted, Scope scope, PeerAddress peer) {
        Optional<Rejection> wrongAddress = addressRefusal(client, peer);
        if (wrongAddress.isPresent()) {
            return new Admittance.Refusal(wrongAddress.get());
        }
        if (wanted == null && client.grants().size() != 1) {
            return new Admittance.Refusal(unclear(client));
        }
        AccountId chosen = wanted == null ? client.grants().firstKey() : wanted;
        Grant grant = client.grants().get(chosen);
        if (grant == null) {
            return notGranted("client " + client.id() + " has no grant on account " + chosen + "; " + grantsOf(client));
        }
        return admitUnder(grant, client, scope, peer);
    }

    private Admittance admitUnder(Grant grant, Client client, Scope scope, PeerAddress peer) {
        if (!grant.covers(scope)) {
            return notGranted("client " + client.id() + " may " + grant.scopesText() + " on account " + grant.account()
                    + ", not " + scope.text());
        }
        DeskAccount account = accounts.get(grant.account());
        if (account == null) {
            return notGranted("account " + grant.account() + " cannot be read from the store; see doctor");
        }
        if (!account.enabled()) {
            return notGranted("account " + grant.account() + " is disabled; an admin can enable it: account enable "
                    + grant.account());
        }
        if (!account.allowed().allows(peer)) {
            return new Admittance.Refusal(new Rejection.AddressNotAllowed(
                    "account " + account.id() + " may be used from " + account.allowed() + ", not from " + peer));
        }
        return new Admittance.Admitted(client, account, grant);
    }

    private static Admittance notGranted(String why) {
        return new Admittance.Refusal(new Rejection.NotGranted(why));
    }

    private static Rejection unclear(Client client) {
        List<AccountId> choices = List.copyOf(client.grants().keySet());
        if (choices.isEmpty()) {
            return new Rejection.NotGranted(
                    "client " + client.id() + " has no grant on any account; an admin gives one: " + "client grant "
                            + client.id() + " ACCOUNT --scopes read,trade");
        }
        return new Rejection.AccountUnclear(
                "which account? client " + client.id() + " has grants on " + names(choices) + "; name one in the path"
                        + " (/accounts/" + choices.get(0) + "/v5/...), in X-Portcullis-Account or behind the token"
                        + " (TOKEN@" + choices.get(0) + ")",
                choices);
    }

    private static String grantsOf(Client client) {
        return client.grants().isEmpty()
                ? "it has none on any account"
                : "it has grants on " + names(List.copyOf(client.grants().keySet()));
    }

    private static String names(List<AccountId> accounts) {
        return accounts.stream().map(AccountId::text).collect(Collectors.joining(", "));
    }

    /** Why a call that was admitted may not depart any more; empty when all that let it in still stands. */
    Optional<String> whyNotStanding(TokenId proof, ClientId client, AccountId account, Scope scope, Instant now) {
        return whyNotProven(proof, client, now).or(() -> whyNotStanding(client, account, scope));
    }

    private Optional<String> whyNotProven(TokenId proof, ClientId client, Instant now) {
        Token token = tokens.get(proof);
        if (token != null) {
            return token.ended(now);
        }
        boolean isStanding = proof.equals(Presented.Socket.PUBLIC_ID)
                || certificates.values().stream()
                        .anyMatch(known ->
                                known.id().equals(proof) && known.client().equals(client));
        return isStanding
                ? Optional.empty()
                : Optional.of(
                        (proof.text().length() > TOKEN_ID_LENGTH_MAX ? "certificate " : "token ") + proof + " is gone");
    }

    private Optional<String> whyNotStanding(ClientId clientId, AccountId accountId, Scope scope) {
        Client client = clients.get(clientId);
        if (client == null || !client.enabled()) {
            return Optional.of("client " + clientId + " was disabled");
        }
        Grant grant = client.grants().get(accountId);
        if (grant == null || !grant.covers(scope)) {
            return Optional.of(
                    "the grant of " + scope.text() + " on account " + accountId + " was taken from client " + clientId);
        }
        DeskAccount account = accounts.get(accountId);
        if (account == null || !account.enabled()) {
            return Optional.of("account " + accountId + " was disabled");
        }
        return Optional.empty();
    }
}
