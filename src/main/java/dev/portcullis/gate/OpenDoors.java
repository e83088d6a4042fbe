package dev.portcullis.gate;

import dev.portcullis.admin.DeskAdmin;
import dev.portcullis.admin.HaltAdmin;
import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.admin.OperatorLog;
import dev.portcullis.config.Settings;
import dev.portcullis.credential.SecretUnseal;
import dev.portcullis.door.DataListener;
import dev.portcullis.door.Door;
import dev.portcullis.door.Ids;
import dev.portcullis.door.ListenerLimits;
import dev.portcullis.door.admin.AdminActions;
import dev.portcullis.door.admin.AdminListener;
import dev.portcullis.door.v5.V5Answers;
import dev.portcullis.door.v5.V5Door;
import dev.portcullis.identity.Desk;
import dev.portcullis.identity.Identification;
import dev.portcullis.identity.TrustedProxies;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Call;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.pipeline.OrderPath;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The listeners, open: the data doors on every event loop, the admin door on one, and the file that names both. */
record OpenDoors(Vertx vertx, URI data, URI admin, List<String> deployments, GateFile file) {

    static Future<OpenDoors> open(
            Inside inside, Outside outside, OrderPath path, KeyEvents keys, Ids ids, int eventLoops) {
        Ground ground = inside.ground();
        Vertx vertx = ground.vertx();
        Settings.Doors settings = ground.settings().current().doors();
        DataDoors dataDoors = new DataDoors(inside, path, ids);
        AdminListener admin = adminListener(inside, outside, path, keys);
        GateFile file = new GateFile(ground.desk().data().root());
        return dataDoors
                .open(vertx, settings, eventLoops)
                .compose(data -> vertx.deployVerticle(admin).compose(adminId -> {
                    URI dataUrl = url(settings.listen().host(), data.port());
                    URI adminUrl = url(settings.admin().host(), admin.port());
                    List<String> deployments = concat(data.deployments(), adminId);
                    return vertx.executeBlocking(() -> {
                                file.write(
                                        dataUrl,
                                        adminUrl,
                                        ProcessHandle.current().pid());
                                return file;
                            })
                            .map(written -> new OpenDoors(vertx, dataUrl, adminUrl, deployments, file));
                }));
    }

    private static List<String> concat(List<String> some, String one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }

    private static URI url(String host, int port) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static AdminListener adminListener(Inside inside, Outside outside, OrderPath path, KeyEvents keys) {
        Ground ground = inside.ground();
        Settings.Listener listen = ground.settings().current().doors().admin();
        OperatorLog log =
                new OperatorLog(inside.ledger().writer(), ground.time().home());
        KeyAdmin keyAdmin = new KeyAdmin(
                inside.registry(),
                inside.credentials(),
                outside.inquiry(),
                log,
                path::reconsiderWaiting,
                ground.time().wallClock(),
                keys::known);
        Vitality vitality = new Vitality(inside, outside, path);
        AdminActions actions = new AdminActions(
                new DeskAdmin(inside.registry(), log, path::reconsiderWaiting),
                keyAdmin,
                new HaltAdmin(inside.halts(), log, path::reconsiderWaiting),
                new DiskTrail(ground.vertx(), inside.ledger().reader()),
                vitality::status,
                new Examinations(inside, outside, keyAdmin).doctor(),
                new SecretUnseal());
        return new AdminListener(
                listen.host(),
                listen.port(),
                inside.registry(),
                new AdminListener.Vitals(vitality::ready, ground.meters()::scrape),
                actions);
    }

    /** Stops listening, lets what is in flight finish, and removes the file. */
    Future<Void> close() {
        return Future.join(deployments.stream().map(vertx::undeploy).toList())
                .eventually(() -> vertx.executeBlocking(() -> {
                    file.remove();
                    return file;
                }))
                .mapEmpty();
    }

    /** The data listener on every event loop. */
    private record DataDoors(Inside inside, OrderPath path, Ids ids) {
        /** To Vert.x: one free port for all instances of a deployment. */
        private static final int ANY_PORT_SHARED = -1;

        record Opened(int port, List<String> deployments) {}

        Future<Opened> open(Vertx vertx, Settings.Doors settings, int eventLoops) {
            AtomicInteger connections = new AtomicInteger();
            int port = settings.listen().port() == 0
                    ? ANY_PORT_SHARED
                    : settings.listen().port();
            Queue<DataListener> opened = new ConcurrentLinkedQueue<>();
            DeploymentOptions onEveryLoop = new DeploymentOptions().setInstances(eventLoops);
            return vertx.deployVerticle(
                            () -> {
                                DataListener listener = listener(settings, port, connections);
                                opened.add(listener);
                                return listener;
                            },
                            onEveryLoop)
                    .map(id -> new Opened(opened.element().port(), List.of(id)));
        }

        private DataListener listener(Settings.Doors settings, int port, AtomicInteger connections) {
            ListenerLimits limits = limits(settings.inbound());
            TrustedProxies proxies = new TrustedProxies(settings.trustedProxies());
            DataListener.Shared shared = new DataListener.Shared(
                    DataListener.options(settings.listen().host(), port, limits),
                    limits,
                    ids,
                    proxies::peerOf,
                    inside.ground().time().nanoTicker(),
                    connections);
            return new DataListener(shared, List.of(v5()));
        }

        private Door v5() {
            return new V5Door(
                    path,
                    ids,
                    new V5Answers(inside.ground().time().wallClock()::millis, this::environmentOf),
                    new RefusedAtTheDoor(path, inside.registry()));
        }

        /** Of the account that the call means; of public reads that mean none, where they all go. */
        private Optional<String> environmentOf(Call call) {
            Desk desk = inside.registry().desk();
            AccountId account = call.wantedAccount() != null ? call.wantedAccount() : onlyGrantOf(call);
            if (account != null && desk.accounts().containsKey(account)) {
                return Optional.of(desk.accounts().get(account))
                        .map(known -> known.environment().text());
            }
            return desk.environments().size() == 1
                    ? desk.environments().stream().findFirst().map(EnvironmentId::text)
                    : Optional.empty();
        }

        private @Nullable AccountId onlyGrantOf(Call call) {
            return inside.registry().identify(call.origin().presented()) instanceof Identification.Known known
                            && known.client().grants().size() == 1
                    ? known.client().grants().firstKey()
                    : null;
        }

        private static ListenerLimits limits(Settings.Inbound inbound) {
            return new ListenerLimits(
                    inbound.connectionsMax(),
                    inbound.requestLineBytesMax(),
                    inbound.headersBytesMax(),
                    inbound.bodyBytesMax(),
                    inbound.headDeadline(),
                    inbound.bodyDeadline(),
                    inbound.idle());
        }
    }
}
