package dev.portcullis.config;

import dev.portcullis.config.Settings.ClientCertificates;
import dev.portcullis.config.Settings.Listener;
import dev.portcullis.config.Settings.ListenerTls;
import dev.portcullis.model.ClientId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of a listener: where it listens, how it proves itself, and whom it asks to do the same. */
final class ListenerReading {
    private static final String UNIX_SOCKETS = "unix-sockets";
    private static final String NONE = "none";
    private static final Map<String, ClientCertificates> CLIENT_WORDS = Map.of(
            NONE,
            ClientCertificates.NONE,
            "optional",
            ClientCertificates.OPTIONAL,
            "required",
            ClientCertificates.REQUIRED);

    private ListenerReading() {}

    static Listener listener(Reading reading, String section, String port) {
        String host = reading.value(section + ".host", "127.0.0.1", Forms.host());
        boolean allowPlaintext = reading.value(section + ".allow-plaintext", "false", Forms.flag());
        int number = reading.value(section + ".port", port, Forms.count(0, 65_535));
        ListenerTls tls = tls(reading, section + ".tls");
        if (!Forms.isLoopback(host) && !allowPlaintext && tls == null) {
            reading.problem(
                    section + ".host",
                    "tokens would cross the network unencrypted; expected a loopback address such as 127.0.0.1, or "
                            + section + ".tls.certificate and .key, or " + section
                            + ".allow-plaintext: true where another program adds TLS in front");
        }
        return new Listener(host, number, allowPlaintext, tls);
    }

    private static @Nullable ListenerTls tls(Reading reading, String section) {
        Optional<Path> certificate = file(reading, section + ".certificate");
        Optional<Path> key = file(reading, section + ".key");
        Optional<Path> clientCa = file(reading, section + ".client-ca");
        Optional<Path> crl = file(reading, section + ".crl");
        ClientCertificates clients = reading.value(section + ".client-certificates", NONE, Forms.oneOf(CLIENT_WORDS));
        refuseHttp2(reading, section + ".http2");
        requireBoth(reading, section, certificate, key);
        requireAuthority(reading, section, clients, clientCa);
        if (certificate.isEmpty() && clients != ClientCertificates.NONE) {
            reading.problem(section + ".client-certificates", "expected " + section + ".certificate and .key too");
        }
        if (crl.isPresent() && clientCa.isEmpty()) {
            reading.problem(section + ".crl", "expected " + section + ".client-ca too: the authority that made it");
        }
        return certificate.isEmpty() || key.isEmpty()
                ? null
                : new ListenerTls(certificate.get(), key.get(), clients, clientCa.orElse(null), crl.orElse(null));
    }

    private static Optional<Path> file(Reading reading, String key) {
        return reading.value(key, NONE, Forms.fileOrNone());
    }

    private static void requireBoth(Reading reading, String section, Optional<Path> certificate, Optional<Path> key) {
        if (certificate.isPresent() && key.isEmpty()) {
            reading.problem(section + ".key", "expected the file of the key that belongs to the certificate");
        }
        if (key.isPresent() && certificate.isEmpty()) {
            reading.problem(section + ".certificate", "expected the file of the certificate that the key belongs to");
        }
    }

    private static void requireAuthority(
            Reading reading, String section, ClientCertificates clients, Optional<Path> clientCa) {
        if (clients != ClientCertificates.NONE && clientCa.isEmpty()) {
            reading.problem(
                    section + ".client-ca",
                    "expected the file of the authority that makes the callers' certificates, or " + section
                            + ".client-certificates: none");
        }
        if (clients == ClientCertificates.NONE && clientCa.isPresent()) {
            reading.problem(
                    section + ".client-certificates",
                    "expected optional or required, for a client-ca is named; or remove the client-ca");
        }
    }

    /** What makes HTTP/1.1 safe here is checked on its bytes, and has no like for HTTP/2's frames yet. */
    private static void refuseHttp2(Reading reading, String key) {
        boolean wanted = reading.value(key, "false", Forms.flag());
        if (wanted) {
            reading.problem(
                    key,
                    "HTTP/2 is not offered: the checks of each request's bytes are made for HTTP/1.1, which every"
                            + " Bybit SDK speaks; expected false");
        }
    }

    /** One socket for a client: {@code unix-sockets: { bot1: /run/portcullis/bot1.sock }}. */
    static Map<ClientId, Path> unixSockets(Reading reading) {
        Map<ClientId, Path> sockets = new LinkedHashMap<>();
        for (String name : reading.namesBelow(UNIX_SOCKETS)) {
            String key = UNIX_SOCKETS + "." + name;
            Path path = reading.valueOrNull(key, Forms.socketPath());
            Optional<ClientId> client = clientOf(reading, key, name);
            if (path != null && sockets.containsValue(path)) {
                reading.problem(key, "expected a socket of its own; another client has this one");
            } else if (path != null && client.isPresent()) {
                sockets.put(client.get(), path);
            }
        }
        return sockets;
    }

    private static Optional<ClientId> clientOf(Reading reading, String key, String name) {
        try {
            return Optional.of(new ClientId(name));
        } catch (IllegalArgumentException wrong) {
            reading.problem(key, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }
}
