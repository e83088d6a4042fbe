package dev.portcullis.gate;

import dev.portcullis.model.ClientId;
import dev.portcullis.model.PeerAddress;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Unix sockets, one for a client, open to the gate's own user alone. A socket is made in a folder that nobody else
 * can enter and moved to its place when its mode is right, so that there is no moment at which others could open it.
 */
final class UnixSockets {
    /** What comes through a socket comes from this machine. */
    static final PeerAddress HERE = new PeerAddress("127.0.0.1");

    private final Vertx vertx;
    private final List<Path> opened = new ArrayList<>();
    private final List<String> deployments = new ArrayList<>();

    UnixSockets(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Makes the listener that serves a client at that place. */
    interface Listeners {
        VerticleBase at(SocketAddress place, ClientId client);
    }

    /** Opens them all; fails on the first that cannot be opened, with its path and what to do. */
    Future<UnixSockets> open(Map<ClientId, Path> sockets, Listeners listeners) {
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<ClientId, Path> socket : sockets.entrySet()) {
            done = done.compose(before -> open(socket.getKey(), socket.getValue(), listeners));
        }
        return done.map(all -> this);
    }

    private Future<Void> open(ClientId client, Path path, Listeners listeners) {
        return vertx.executeBlocking(() -> privateFolderFor(client, path))
                .compose(folder -> {
                    Path made = folder.resolve("s");
                    return vertx.deployVerticle(
                                    listeners.at(SocketAddress.domainSocketAddress(made.toString()), client))
                            .onSuccess(deployments::add)
                            .compose(deployed -> vertx.executeBlocking(() -> putInPlace(made, path)));
                })
                .onSuccess(opened::add)
                .mapEmpty();
    }

    private static Path privateFolderFor(ClientId client, Path path) {
        String key = "unix-sockets." + client + " = \"" + path + "\": ";
        requireFree(key, path);
        try {
            return Files.createTempDirectory(
                    path.getParent(),
                    ".s",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new IllegalStateException(
                    key + "the gate's user cannot make a socket in " + path.getParent()
                            + "; make that folder and give it to the user (" + e.getMessage() + ")",
                    e);
        }
    }

    /** A socket that nobody serves any more is left from a gate that was killed, and may go. */
    private static void requireFree(String key, Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(path)) {
            throw new IllegalStateException(key + "there is a file that is no socket; name another path or remove it");
        }
        try (SocketChannel served = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new IllegalStateException(
                    key + "another program serves this socket (" + served.getRemoteAddress() + "); stop it");
        } catch (IOException stale) {
            deleteStale(key, path);
        }
    }

    private static boolean isSocket(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (IOException gone) {
            return false;
        }
    }

    private static void deleteStale(String key, Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new IllegalStateException(key + "an old socket lies there and cannot be removed; remove it", e);
        }
    }

    private static Path putInPlace(Path made, Path path) throws IOException {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(made.getParent());
        return path;
    }

    /** Stops serving them and removes them. */
    Future<Void> close() {
        return Future.join(deployments.stream().map(vertx::undeploy).toList())
                .eventually(() -> vertx.executeBlocking(() -> {
                    for (Path path : opened) {
                        Files.deleteIfExists(path);
                    }
                    return opened;
                }))
                .mapEmpty();
    }
}
