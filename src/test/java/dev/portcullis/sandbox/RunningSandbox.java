package dev.portcullis.sandbox;

import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.AccountKeys;
import dev.portcullis.sandbox.access.ApiKey;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts a simulator with one account before each test and stops it after. */
final class RunningSandbox implements BeforeEachCallback, AfterEachCallback {
    static final long UID = 1001;
    static final String API_KEY = "TESTKEY1234567890ab";
    static final String SECRET = "TestSecret_0123456789ABCDEFGHIJKLMNOP";

    private final SandboxSettings settings;
    private Vertx vertx;
    private Sandbox sandbox;

    private RunningSandbox(SandboxSettings settings) {
        this.settings = settings;
    }

    static RunningSandbox with(UnaryOperator<SandboxSettings> change) {
        return new RunningSandbox(change.apply(SandboxSettings.defaults().with(List.of(alpha()))));
    }

    static AccountKeys alpha() {
        Account account = Account.of(UID, "alpha").withVipLevel("PRO-6");
        return new AccountKeys(account, List.of(ApiKey.hmac(API_KEY, UID, SECRET)));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        vertx = Vertx.vertx();
        sandbox = Sandbox.start(vertx, settings)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    SignedCaller caller() {
        return SignedCaller.hmac(sandbox.restUrl(), API_KEY, SECRET);
    }
}
