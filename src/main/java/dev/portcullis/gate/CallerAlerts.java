package dev.portcullis.gate;

import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.MinuteCount;
import dev.portcullis.alert.StandingConditions;
import dev.portcullis.identity.RefusalCounts;
import dev.portcullis.model.AddressBlock;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.IpAddress;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.TokenId;
import dev.portcullis.pipeline.CallWitness;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Raises what is odd about callers: a token from an address that it never came from since the gate started, and many
 * refusals within a minute. A token's first address counts as its own; IPv6 addresses of one /64 are one.
 */
final class CallerAlerts implements CallWitness {
    private static final int COUNTED_MAX = 1_000;
    private static final int TOKENS_MAX = 10_000;
    private static final int ADDRESSES_MAX = 256;
    private static final int IPV6_NETWORK_BITS = 64;
    private static final String OTHER_STRANGERS = "strangers from elsewhere";

    private final Alerts alerts;
    private final LongSupplier nanoTicker;
    private final int refusalsPerMinute;
    private final StandingConditions bursts;
    private final Map<String, MinuteCount> refusals = new ConcurrentHashMap<>();
    private final Map<TokenId, Addresses> addresses = new ConcurrentHashMap<>();

    CallerAlerts(Alerts alerts, LongSupplier nanoTicker, int refusalsPerMinute) {
        this.alerts = alerts;
        this.nanoTicker = nanoTicker;
        this.refusalsPerMinute = refusalsPerMinute;
        this.bursts = new StandingConditions(alerts, AlertKind.REFUSAL_BURST, nanoTicker, Duration.ZERO);
    }

    @Override
    public void came(ClientId client, TokenId token, PeerAddress peer) {
        Addresses known = addresses.get(token);
        if (known == null) {
            known = begin(token);
        }
        if (!known.seen.contains(peer) && known.isNew(peer)) {
            alerts.raise(
                    AlertKind.TOKEN_NEW_ADDRESS,
                    token + " from " + peer,
                    "token " + token + " of client " + client + " came from " + peer
                            + ", from where it had never come since the gate started");
        }
    }

    /** Revoked tokens are never taken out one by one; a gate that saw very many begins anew. */
    private Addresses begin(TokenId token) {
        if (addresses.size() >= TOKENS_MAX) {
            addresses.clear();
        }
        return addresses.computeIfAbsent(token, first -> new Addresses());
    }

    @Override
    public void refused(ClientId client, Rejection rejection) {
        count("client " + client, 1);
    }

    /** Refusals of callers whom nobody knows. */
    void strangers(RefusalCounts.Burst burst) {
        String subject = "strangers from " + burst.network();
        boolean hasRoom = refusals.containsKey(subject) || refusals.size() < COUNTED_MAX;
        count(hasRoom ? subject : OTHER_STRANGERS, burst.count());
    }

    private void count(String subject, long refused) {
        MinuteCount known = refusals.get(subject);
        if (known == null) {
            known = refusals.computeIfAbsent(subject, first -> new MinuteCount());
        }
        known.add(refused, nanoTicker.getAsLong());
    }

    /** Raises the bursts of now, and forgets whose minute was quiet. */
    void look() {
        long now = nanoTicker.getAsLong();
        Map<String, String> many = new HashMap<>();
        refusals.forEach((subject, count) -> {
            long sum = count.sum(now);
            if (sum >= refusalsPerMinute) {
                many.put(subject, sum + " calls of " + subject + " were refused within a minute");
            } else if (sum == 0) {
                refusals.remove(subject, count);
            }
        });
        bursts.are(many);
    }

    /** From where one token has come. */
    private static final class Addresses {
        private final Set<PeerAddress> seen = ConcurrentHashMap.newKeySet();
        private final Set<String> networks = new HashSet<>();

        /** Whether it is not the first one and none of those before. */
        synchronized boolean isNew(PeerAddress peer) {
            if (seen.size() < ADDRESSES_MAX) {
                seen.add(peer);
            }
            boolean isFirst = networks.isEmpty();
            boolean isUnknown = networks.size() < ADDRESSES_MAX
                    ? networks.add(networkOf(peer))
                    : !networks.contains(networkOf(peer));
            return isUnknown && !isFirst;
        }

        private static String networkOf(PeerAddress peer) {
            return IpAddress.read(peer.text())
                    .filter(address -> address.family() != IpAddress.Family.IPV4)
                    .map(address ->
                            AddressBlock.around(address, IPV6_NETWORK_BITS).text())
                    .orElse(peer.text());
        }
    }
}
