package dev.portcullis.gate;

import dev.portcullis.config.Settings;
import dev.portcullis.config.SettingsException;
import dev.portcullis.tls.FileWatch;
import dev.portcullis.tls.ListenerFiles;
import dev.portcullis.tls.TlsException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of both listeners: read and checked before one of them opens, and read anew when its files change. What is broken
 * then changes nothing but the log.
 */
final class DoorTls {
    private static final Logger LOG = LoggerFactory.getLogger(DoorTls.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);
    private static final List<String> EVERY_ADDRESS = List.of("0.0.0.0", "::");

    /** How one listener proves itself; both are null for plain HTTP. */
    record Secured(@Nullable ListenerFiles files, ListenerFiles.@Nullable Read read) {
        /** The listener's options, with TLS when it has any. */
        HttpServerOptions on(HttpServerOptions plain) {
            return read == null ? plain : read.on(plain);
        }

        /** Where the listener can be reached. */
        URI url(String host, int port) {
            String name = EVERY_ADDRESS.contains(host) ? firstName().orElse(host) : host;
            String scheme = read == null ? "http" : "https";
            return URI.create(scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
        }

        /** A certificate is made for a name, which a listener on every address can be called by. */
        private Optional<String> firstName() {
            return read == null ? Optional.empty() : read.firstName();
        }
    }

    private final Vertx vertx;
    private final InstantSource clock;
    private final Secured data;
    private final Secured admin;
    private final List<FileWatch<ListenerFiles.Read>> watches = new ArrayList<>();

    private DoorTls(Vertx vertx, InstantSource clock, Secured data, Secured admin) {
        this.vertx = vertx;
        this.clock = clock;
        this.data = data;
        this.admin = admin;
    }

    /** Reads the files of both listeners; fails with every problem of both. */
    static Future<DoorTls> read(Vertx vertx, InstantSource clock, Settings.Doors doors) {
        return vertx.executeBlocking(() -> {
            List<String> problems = new ArrayList<>();
            Secured data = secured("listen.tls", doors.listen(), clock, problems);
            Secured admin = secured("admin.tls", doors.admin(), clock, problems);
            if (!problems.isEmpty()) {
                throw new SettingsException(problems);
            }
            return new DoorTls(vertx, clock, data, admin);
        });
    }

    private static Secured secured(
            String section, Settings.Listener listener, InstantSource clock, List<String> problems) {
        if (listener.tls() == null) {
            return new Secured(null, null);
        }
        ListenerFiles files = new ListenerFiles(section, listener.tls());
        try {
            ListenerFiles.Read read = files.read(clock);
            read.warnings().forEach(LOG::warn);
            return new Secured(files, read);
        } catch (TlsException unusable) {
            problems.addAll(unusable.problems());
            return new Secured(null, null);
        }
    }

    Secured data() {
        return data;
    }

    Secured admin() {
        return admin;
    }

    /** Follows the files from now on. */
    Future<DoorTls> follow(
            Function<ServerSSLOptions, Future<Boolean>> dataListener,
            Function<ServerSSLOptions, Future<Boolean>> adminListener) {
        return follow(data, dataListener)
                .compose(followed -> follow(admin, adminListener))
                .map(followed -> this);
    }

    private Future<Void> follow(Secured secured, Function<ServerSSLOptions, Future<Boolean>> listener) {
        ListenerFiles files = secured.files();
        if (files == null) {
            return Future.succeededFuture();
        }
        FileWatch<ListenerFiles.Read> watch = new FileWatch<>(
                vertx,
                files::paths,
                () -> files.read(clock),
                read -> take(files, read, listener),
                broken -> keepOld(files, broken));
        watches.add(watch);
        return watch.begin(LOOKS_EVERY).mapEmpty();
    }

    private static void take(
            ListenerFiles files, ListenerFiles.Read read, Function<ServerSSLOptions, Future<Boolean>> listener) {
        read.warnings().forEach(LOG::warn);
        listener.apply(read.options())
                .onSuccess(taken -> LOG.info("{}: new connections are served with the changed files", files.section()))
                .onFailure(broken -> keepOld(files, broken));
    }

    private static void keepOld(ListenerFiles files, Throwable broken) {
        LOG.error(
                "{}: the changed files are refused and the old certificates stay:\n  {}",
                files.section(),
                broken.getMessage());
    }

    /** Follows them no more. */
    Future<Void> end() {
        return Future.join(watches.stream().map(FileWatch::end).toList()).mapEmpty();
    }
}
