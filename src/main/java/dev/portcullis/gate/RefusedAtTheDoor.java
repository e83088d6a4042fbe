package dev.portcullis.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portcullis.door.DoorRefusals;
import dev.portcullis.door.MisplacedToken;
import dev.portcullis.identity.Registry;
import dev.portcullis.identity.Token;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.TokenId;
import dev.portcullis.pipeline.OrderPath;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the doors of one event loop turn away, and warns of a live token that was sent where it may have been
 * copied: once in ten minutes for each token, however often it comes. A text that is nobody's token is counted only,
 * so that no stranger writes into the log.
 */
final class RefusedAtTheDoor implements DoorRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedAtTheDoor.class);
    private static final Duration WARNS_EVERY = Duration.ofMinutes(10);
    private static final int TOKENS_MAX = 1_000;

    private final OrderPath path;
    private final Registry registry;
    private final Cache<TokenId, PeerAddress> warned = Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .expireAfterWrite(WARNS_EVERY)
            .executor(Runnable::run)
            .build();

    RefusedAtTheDoor(OrderPath path, Registry registry) {
        this.path = path;
        this.registry = registry;
    }

    @Override
    public void refused(DoorName door, PeerAddress peer, Rejection rejection) {
        path.turnedAway(door, peer, rejection);
    }

    @Override
    public void misplaced(DoorName door, PeerAddress peer, MisplacedToken token) {
        path.tokenMisplaced(door, peer);
        registry.liveTokenOf(token.reveal()).ifPresent(live -> warn(live, peer, token.place()));
    }

    private void warn(Token live, PeerAddress peer, MisplacedToken.Place place) {
        if (warned.asMap().putIfAbsent(live.id(), peer) != null) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("tokenId", live.id().text())
                .addKeyValue("peer", peer.text())
                .log(
                        "a live token of {} {} came in the {} of a request, where proxies and logs keep it; revoke it:"
                                + " token revoke {}",
                        live.holder().kind().owner(),
                        live.holder().name(),
                        place.text(),
                        live.id());
    }
}
