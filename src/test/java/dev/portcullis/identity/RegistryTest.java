package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.identity.DeskResult.Done;
import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.identity.DeskResult.Refused;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Scope;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import dev.portcullis.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RegistryTest extends RegistryFixture {
    @Test
    void aTokenLetsItsClientInAndThatSurvivesARestart() throws Exception {
        IssuedToken token = botWithToken();

        Registry second = get(reopened(store));

        assertThat(identify(token)).isInstanceOf(Identification.Known.class);
        Identification who = second.identify(new Presented.Token(token.reveal()));
        assertThat(who).isInstanceOf(Identification.Known.class);
        Client client = ((Identification.Known) who).client();
        assertThat(client.id()).isEqualTo(BOT);
        assertThat(second.desk().admit(client, null, Scope.CANCEL, new PeerAddress("127.0.0.1")))
                .isInstanceOf(Admittance.Admitted.class);
        assertThat(second.desk()).isEqualTo(registry.desk());
        assertThat(second.desk().unreadable()).isEmpty();
    }

    @Test
    void noFileOfTheStoreHoldsATokensSecret() throws Exception {
        IssuedToken token = botWithToken();
        String secret = token.reveal().substring(15, 58);

        for (Path file : filesBelow(folder)) {
            assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret);
        }
        assertThat(filesBelow(folder)).isNotEmpty();
    }

    private static List<Path> filesBelow(Path folder) throws java.io.IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aRevocationHoldsWhenItsFutureCompletes() throws Exception {
        IssuedToken token = botWithToken();
        assertThat(registry.stillStands(token.id(), BOT, ALPHA, Scope.TRADE)).isEmpty();

        Token revoked = done(registry.revokeToken(token.id()));

        assertThat(revoked.life().revokedAt()).isEqualTo(now.get());
        assertThat(identify(token)).isInstanceOf(Identification.Refusal.class);
        assertThat(registry.stillStands(token.id(), BOT, ALPHA, Scope.TRADE))
                .contains("token " + token.id() + " was revoked at 2026-11-25T10:00:00Z; ask for a new one");
    }

    @Test
    void aTokenRevokedTwiceStaysAsItWas() throws Exception {
        IssuedToken token = botWithToken();
        done(registry.revokeToken(token.id()));
        now.set(now.get().plusSeconds(60));

        DeskResult<Token> again = get(registry.revokeToken(token.id()));

        assertThat(((Done<Token>) again).notes())
                .containsExactly("token " + token.id() + " was revoked already, at 2026-11-25T10:00:00Z");
    }

    @Test
    void disablingAndUngrantingHoldAtOnce() throws Exception {
        IssuedToken token = botWithToken();

        done(registry.disableAccount(ALPHA));
        assertThat(registry.stillStands(token.id(), BOT, ALPHA, Scope.TRADE)).contains("account alpha was disabled");
        done(registry.enableAccount(ALPHA));
        done(registry.disableClient(BOT));
        assertThat(identify(token)).isInstanceOf(Identification.Refusal.class);
        assertThat(registry.stillStands(token.id(), BOT, ALPHA, Scope.TRADE)).contains("client bot1 was disabled");
        done(registry.enableClient(BOT));
        assertThat(registry.stillStands(token.id(), BOT, ALPHA, Scope.TRADE)).isEmpty();
        done(registry.grant(grant(Scope.READ)));
        assertThat(registry.stillStands(token.id(), BOT, ALPHA, Scope.TRADE)).isPresent();
        done(registry.ungrant(BOT, ALPHA));
        assertThat(registry.stillStands(token.id(), BOT, ALPHA, Scope.READ)).isPresent();
    }

    @Test
    void aTokenEndsWhenItsTimeIsOver() throws Exception {
        botWithToken();
        IssuedToken brief = done(registry.issueToken(BOT, Duration.ofMinutes(1), ANN));

        assertThat(brief.expiresAt()).isEqualTo(Instant.parse("2026-11-25T10:01:00Z"));
        assertThat(identify(brief)).isInstanceOf(Identification.Known.class);
        now.set(brief.expiresAt());
        assertThat(identify(brief)).isInstanceOf(Identification.Refusal.class);
    }

    @Test
    void aThirdLiveTokenIsRefusedAndTheOneLongestUnusedIsNamed() throws Exception {
        IssuedToken first = botWithToken();
        now.set(now.get().plusSeconds(60));
        IssuedToken second = done(registry.issueToken(BOT, null, ANN));
        identify(second);
        now.set(now.get().plusSeconds(60));
        identify(first);

        Refused<IssuedToken> third = refused(registry.issueToken(BOT, null, ANN));

        assertThat(third.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(third.message())
                .isEqualTo("client bot1 has 2 live tokens, " + second.id() + " and " + first.id()
                        + "; revoke one first, such as the one longest unused (last used 2026-11-25T10:01:00Z):"
                        + " token revoke "
                        + second.id());
        done(registry.revokeToken(second.id()));
        assertThat(done(registry.issueToken(BOT, null, ANN)).id()).isNotEqualTo(first.id());
    }

    @Test
    void anExpiredTokenLeavesRoomForAnother() throws Exception {
        botWithToken();
        done(registry.issueToken(BOT, Duration.ofMinutes(1), ANN));
        now.set(now.get().plusSeconds(60));

        assertThat(get(registry.issueToken(BOT, null, ANN))).isInstanceOf(Done.class);
    }

    @Test
    void fiftyAtOnceGiveExactlyTwoTokens() throws Exception {
        done(registry.addClient(BOT, NONE_GIVEN, DeskLimits.NONE));
        List<Future<DeskResult<IssuedToken>>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(registry.issueToken(BOT, null, ANN));
        }

        int issued = 0;
        for (Future<DeskResult<IssuedToken>> one : all) {
            issued += get(one) instanceof Done ? 1 : 0;
        }

        assertThat(issued).isEqualTo(2);
        assertThat(get(store.query(Sql.of("SELECT id FROM tokens")))).hasSize(2);
    }

    @Test
    void lastUseIsWrittenDownWhenAskedAndOnlyForward() throws Exception {
        IssuedToken token = botWithToken();
        identify(token);
        assertThat(lastUsed()).isEmpty();

        get(registry.noteLastUse());
        assertThat(lastUsed()).hasValue(now.get().toEpochMilli());
        now.set(now.get().minusSeconds(60));
        identify(token);
        get(registry.noteLastUse());

        assertThat(lastUsed()).hasValue(Instant.parse("2026-11-25T10:00:00Z").toEpochMilli());
        get(registry.reload());
        assertThat(registry.desk().tokens().get(token.id()).lastUsedAt()).isEqualTo("2026-11-25T10:00:00Z");
    }

    private java.util.OptionalLong lastUsed() throws Exception {
        List<Row> rows = get(store.query(Sql.of("SELECT last_used_at FROM tokens")));
        return rows.get(0).numberOrEmpty("last_used_at");
    }

    @Test
    void aTokenThatWouldNotLiveIsRefused() throws Exception {
        botWithToken();

        for (Duration ttl : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(3651))) {
            assertThat(refused(registry.issueToken(BOT, ttl, ANN)))
                    .isEqualTo(new Refused<>(
                            Reason.INVALID, "a token lives for more than nothing and at most 3650 days, such as 90d"));
        }
    }

    @Test
    void aRowThatCannotBeReadIsNamedAndDeniesOnlyItself() throws Exception {
        IssuedToken token = botWithToken();
        String insertClient = "INSERT INTO clients (name, enabled, cidrs, limits, created_at) VALUES (?, 1, ?, ?, 0)";
        get(store.update(Sql.of(insertClient, "wide", "10.0.0.1/8", null)));
        get(store.update(Sql.of(insertClient, "fast", "", "{\"inFlight\":\"many\"}")));
        get(store.update(Sql.of(
                "UPDATE tokens SET owner = 'NO SUCH NAME' WHERE id = ?",
                token.id().text())));
        get(store.update(Sql.of("UPDATE grants SET scopes = 'read,withdraw'")));

        get(registry.reload());

        assertThat(registry.desk().unreadable())
                .containsExactlyInAnyOrder(
                        "the stored client wide is ignored: 10.0.0.1/8 has bits set behind its prefix; write 10.0.0.0/8"
                                + " for the block or 10.0.0.1/32 for the one address",
                        "the stored client fast is ignored: its limits are not a JSON object of whole numbers",
                        "the stored token " + token.id()
                                + " is ignored: a client name must match [a-z0-9][a-z0-9_-]{0,31}",
                        "the stored grant of client bot1 is ignored: \"withdraw\" is not a scope; the scopes are read,"
                                + " trade, cancel, configure, stream");
        assertThat(registry.desk().clients()).containsOnlyKeys(BOT);
        assertThat(registry.desk().clients().get(BOT).grants()).isEmpty();
        assertThat(identify(token)).isInstanceOf(Identification.Refusal.class);
    }

    @Test
    void aFailedChangeDoesNotStopTheNextOne() throws Exception {
        FakeFailingStore failing = new FakeFailingStore(store);
        Registry fragile = get(reopened(failing));
        failing.isBroken = true;

        Future<DeskResult<Client>> broken = fragile.addClient(BOT, NONE_GIVEN, DeskLimits.NONE);

        assertThatThrownBy(() -> get(broken)).hasRootCauseMessage("the disk is gone");
        failing.isBroken = false;
        assertThat(done(fragile.addClient(BOT, NONE_GIVEN, DeskLimits.NONE)).id())
                .isEqualTo(BOT);
    }

    /** A store whose writes fail while it is broken. */
    private static final class FakeFailingStore implements Store {
        private final Store store;
        private volatile boolean isBroken;

        FakeFailingStore(Store store) {
            this.store = store;
        }

        @Override
        public Future<List<Row>> query(Sql sql) {
            return store.query(sql);
        }

        @Override
        public Future<Integer> update(Sql sql) {
            return store.update(sql);
        }

        @Override
        public Future<Void> atomically(List<Sql> statements) {
            return isBroken ? Future.failedFuture("the disk is gone") : store.atomically(statements);
        }

        @Override
        public Future<Void> close() {
            return store.close();
        }
    }

    @Test
    void anAnswerComesBackOnTheCallersOwnContext() throws Exception {
        Context first = vertx.getOrCreateContext();
        Context second = vertx.getOrCreateContext();
        assertThat(first).isNotSameAs(second);
        CompletableFuture<Context> firstSeen = new CompletableFuture<>();
        CompletableFuture<Context> secondSeen = new CompletableFuture<>();

        first.runOnContext(there -> registry.addClient(BOT, NONE_GIVEN, DeskLimits.NONE)
                .onComplete(done -> firstSeen.complete(Vertx.currentContext())));
        second.runOnContext(there -> registry.addClient(new ClientId("bot2"), NONE_GIVEN, DeskLimits.NONE)
                .onComplete(done -> secondSeen.complete(Vertx.currentContext())));

        assertThat(firstSeen.get(10, TimeUnit.SECONDS)).isSameAs(first);
        assertThat(secondSeen.get(10, TimeUnit.SECONDS)).isSameAs(second);
    }

    @Test
    void noFailureOrAnswerShowsATokensText() throws Exception {
        IssuedToken token = botWithToken();
        String secret = token.reveal().substring(15, 58);
        List<Object> seen =
                new ArrayList<>(List.of(token, registry.desk(), identify(token), new Presented.Token(token.reveal())));
        seen.add(get(registry.revokeToken(token.id())));
        seen.add(identify(token));
        seen.add(get(registry.issueToken(BOT, null, ANN)));
        String mistyped = token.reveal().substring(0, 60) + "000000000";
        seen.add(registry.identify(new Presented.Token(mistyped)));
        seen.add(registry.identifyOperator(new Presented.Token(token.reveal())));

        assertThat(seen)
                .hasSize(9)
                .allSatisfy(text -> assertThat(text.toString()).doesNotContain(secret.substring(0, 10)));
    }
}
