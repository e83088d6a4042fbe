package dev.portcullis.config;

import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration, validated. Two settings are equal when every key means the same.
 *
 * @param doors what listens and whom it believes
 * @param orderPath what an order meets between the doors and the exchange
 * @param upstream how the exchange is reached
 * @param keys how API keys age and sign
 * @param masterKey where the key is that seals them
 * @param alerts when an alert is raised, and who is told
 */
public record Settings(
        Doors doors,
        OrderPath orderPath,
        Upstream upstream,
        Keys keys,
        MasterKeySettings masterKey,
        AlertSettings alerts) {
    /**
     * What listens and whom it believes.
     *
     * @param listen the data listener
     * @param admin the admin listener
     * @param inbound what each of the two bears
     * @param trustedProxies whose X-Forwarded-For is believed; none by default
     * @param publicReads who may read public endpoints without a token
     * @param unixSockets the sockets at which whoever connects is that client
     * @param oldScripts whether scripts of Bybit's retired v2 API are let in
     */
    public record Doors(
            Listener listen,
            Listener admin,
            Inbound inbound,
            AddressList trustedProxies,
            PublicReads publicReads,
            Map<ClientId, Path> unixSockets,
            boolean oldScripts) {
        /** Keeps a copy. */
        public Doors {
            unixSockets = Map.copyOf(unixSockets);
        }
    }

    /**
     * One listener.
     *
     * @param host an IP literal or a host name to bind
     * @param port 0 picks a free one
     * @param allowPlaintext whether it may bind a non-loopback address without TLS
     * @param tls how it proves itself; null when it speaks plain HTTP
     */
    public record Listener(
            String host,
            int port,
            boolean allowPlaintext,
            @Nullable ListenerTls tls) {
        /** A listener that speaks plain HTTP. */
        public Listener(String host, int port, boolean allowPlaintext) {
            this(host, port, allowPlaintext, null);
        }
    }

    /** Whether callers must show a certificate. */
    public enum ClientCertificates {
        /** They are not asked for one. */
        NONE,
        /** One that is shown must be good. */
        OPTIONAL,
        /** Without a good one nobody gets a byte in. */
        REQUIRED
    }

    /**
     * The files by which a listener proves itself and knows its callers; what is in them is read later.
     *
     * @param certificate PEM, its own first, then those that lead to the authority
     * @param key PEM, PKCS#8
     * @param clientCa PEM, the authorities of callers' certificates; null only when callers show none
     * @param crl PEM, what those authorities have revoked; null when there is no list
     */
    public record ListenerTls(
            Path certificate,
            Path key,
            ClientCertificates clientCertificates,
            @Nullable Path clientCa,
            @Nullable Path crl) {}

    /**
     * What the listeners bear.
     *
     * @param connections how many at once, and how long a silent one
     * @param requestLineBytesMax method, path and query
     * @param headersBytesMax all headers of a request together
     * @param bodyBytesMax the body of a request
     * @param headDeadline from the first byte of a request, or from the connect, to the end of its headers
     * @param bodyDeadline from the end of the headers to the end of the body
     * @param answerDeadline how long a caller may leave an answer lying before it takes some of it
     */
    public record Inbound(
            Connections connections,
            int requestLineBytesMax,
            int headersBytesMax,
            int bodyBytesMax,
            Duration headDeadline,
            Duration bodyDeadline,
            Duration answerDeadline) {}

    /**
     * The connections of callers.
     *
     * @param max over all peers
     * @param perAddressMax of one address that is neither loopback nor a trusted proxy
     * @param idle after which a silent keep-alive connection is closed
     */
    public record Connections(int max, int perAddressMax, Duration idle) {}

    /**
     * Reads without a token.
     *
     * @param cidrs from where they may come
     * @param environment where they go when the path names no account; null means the one of all accounts
     */
    public record PublicReads(AddressList cidrs, @Nullable EnvironmentId environment) {}

    /**
     * What an order meets between the doors and the exchange.
     *
     * @param ledger how durable and how big the ledger is
     * @param reconcile what proves that an order is absent
     * @param warmUp how long after the start the gate warms itself before it says that it is ready
     * @param budgets the desk's own limits
     */
    public record OrderPath(Ledger ledger, Reconcile reconcile, Duration warmUp, Budgets budgets) {}

    /** When an intent counts as durable. */
    public enum LedgerSync {
        /** After an fdatasync that all waiting records share: survives the loss of power. */
        GROUP,
        /** After the write to the operating system: survives kill -9, not the loss of power. */
        OS
    }

    /**
     * How durable and how big the ledger is.
     *
     * @param deadline how long a record may take to become durable before the order is refused
     * @param segmentBytesMax past this a new file is begun
     * @param retention how long a file is kept after its last record
     * @param witness a file elsewhere that gets every checkpoint
     */
    public record Ledger(
            LedgerSync sync, Duration deadline, long segmentBytesMax, Duration retention, Optional<Path> witness) {}

    /**
     * The fence after which a missing order is proven absent: signBy + recvWindow + settle.
     *
     * @param recvWindow what is signed as recvWindow for writes whose caller names none
     * @param settle how long Bybit may take to show an order that it took
     */
    public record Reconcile(Duration recvWindow, Duration settle) {}

    /**
     * The desk's own limits, for those clients and credentials that have none of their own.
     *
     * @param client for each client
     * @param credential for each credential
     * @param waitingMax how many calls of one priority may wait for one window
     */
    public record Budgets(DeskLimits client, DeskLimits credential, int waitingMax) {}

    /**
     * How the exchange is reached.
     *
     * @param environments those that the configuration defines or overrides, by name
     * @param pool the connections of one event loop to one environment
     * @param timeouts how long the parts of an exchange may take
     */
    public record Upstream(Map<EnvironmentId, EnvironmentSettings> environments, Pool pool, Timeouts timeouts) {
        /** Keeps a copy. */
        public Upstream {
            environments = Map.copyOf(environments);
        }
    }

    /**
     * The connections of one event loop to one environment.
     *
     * @param connectionsMax open at once
     * @param waitingMax requests that may wait for one
     */
    public record Pool(int connectionsMax, int waitingMax) {}

    /**
     * How long the parts of an exchange may take.
     *
     * @param connect the TCP handshake
     * @param tls the TLS handshake
     * @param idle after which an unused connection is closed
     * @param connection how long a request may wait for a connection
     * @param answer how long the whole answer may take after the write
     */
    public record Timeouts(
            Duration connect, Duration tls, Duration idle, ConnectionWithin connection, AnswerWithin answer) {}

    /** How long a request may wait for a connection; a cancel waits as long as a create. */
    public record ConnectionWithin(Duration create, Duration read) {}

    /** How long the whole answer may take after the write. */
    public record AnswerWithin(Duration create, Duration cancel, Duration read) {}

    /**
     * How API keys age and sign.
     *
     * @param rotateAfter past this age a key is shown as due for rotation
     * @param overlap how long a replaced key is kept
     * @param rsa the threads that RSA signatures are made on
     * @param vault the requests for signatures that Vault makes
     */
    public record Keys(Duration rotateAfter, Duration overlap, RsaSigning rsa, VaultSigning vault) {}

    /**
     * The threads that RSA signatures are made on.
     *
     * @param threads how many are made at a time
     * @param waiting how many cancels, how many orders and how many reads may wait; one more is not sent
     */
    public record RsaSigning(int threads, int waiting) {}

    /**
     * The requests for signatures that Vault makes.
     *
     * @param inFlight how many for cancels, for orders and for reads may be unanswered; one more is not sent
     */
    public record VaultSigning(int inFlight) {}
}
