package dev.portcullis.config;

import static java.util.Objects.requireNonNull;

import dev.portcullis.config.EnvironmentSettings.AddressLimit;
import dev.portcullis.config.EnvironmentSettings.TierSetting;
import dev.portcullis.model.IpAddress;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that values of the configuration have, each with the words for what was expected. */
final class Forms {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})(B|KiB|MiB|GiB)");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9})/(.+)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern NUMERIC_HOST = Pattern.compile("[0-9.]+|0[xX].*");
    private static final Pattern LEVEL = Pattern.compile("default|vip[1-5]|vip-supreme|pro[1-6]");
    private static final Map<String, Long> UNIT_MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Integer> UNIT_SHIFT = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);
    /** The kernel takes 107; the socket is made in a folder beside its place, whose name is longer. */
    private static final int SOCKET_PATH_BYTES_MAX = 80;

    private static final Duration ADDRESS_WINDOW_MAX = Duration.ofMinutes(10);

    private Forms() {}

    /** A whole number between both bounds. */
    static Form<Integer> count(int min, int max) {
        return text -> {
            if (!WHOLE.matcher(text).matches() || Long.parseLong(text) < min || Long.parseLong(text) > max) {
                throw expected("a whole number from " + min + " to " + max);
            }
            return Integer.parseInt(text);
        };
    }

    /** A whole number of at least 1, or the word none. */
    static Form<Optional<Integer>> countOrNone() {
        return text -> {
            if (text.equals("none")) {
                return Optional.empty();
            }
            if (!WHOLE.matcher(text).matches() || Long.parseLong(text) < 1 || Long.parseLong(text) > 1_000_000) {
                throw expected("none, or a whole number from 1 to 1000000");
            }
            return Optional.of(Integer.parseInt(text));
        };
    }

    /** The words true and false. */
    static Form<Boolean> flag() {
        return text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw expected("true or false");
            }
            return text.equals("true");
        };
    }

    /** A time between both bounds, such as 250ms, 2s, 10m, 12h, 90d. */
    static Form<Duration> duration(String min, String max) {
        Duration least = readDuration(min).orElseThrow();
        Duration most = readDuration(max).orElseThrow();
        return text -> readDuration(text)
                .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                .orElseThrow(() -> expected(
                        "a time from " + min + " to " + max + ", with its unit (ms, s, m, h or d), such as 250ms"));
    }

    private static Optional<Duration> readDuration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        BigInteger millis = new BigInteger(parts.group(1))
                .multiply(BigInteger.valueOf(requireNonNull(UNIT_MILLIS.get(parts.group(2)))));
        return millis.bitLength() < 63 ? Optional.of(Duration.ofMillis(millis.longValue())) : Optional.empty();
    }

    /** A number of bytes between both bounds, such as 64KiB. */
    static Form<Long> size(String min, String max) {
        BigInteger least = readSize(min).orElseThrow();
        BigInteger most = readSize(max).orElseThrow();
        return text -> readSize(text)
                .filter(size -> size.compareTo(least) >= 0 && size.compareTo(most) <= 0)
                .map(BigInteger::longValueExact)
                .orElseThrow(() -> expected(
                        "a size from " + min + " to " + max + ", with its unit (B, KiB, MiB or GiB), such as 64KiB"));
    }

    private static Optional<BigInteger> readSize(String text) {
        Matcher parts = SIZE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigInteger(parts.group(1)).shiftLeft(requireNonNull(UNIT_SHIFT.get(parts.group(2)))));
    }

    /** An IP literal or a host name. */
    static Form<String> host() {
        return text -> {
            boolean isLiteral = IpAddress.read(text).isPresent();
            boolean isName =
                    HOST.matcher(text).matches() && !NUMERIC_HOST.matcher(text).matches();
            if (!isLiteral && !isName) {
                throw expected("an IP address or a host name, such as 127.0.0.1, ::1 or localhost");
            }
            return text;
        };
    }

    /** Whether a host of a URL or a listener is this machine and nothing else. */
    static boolean isLoopback(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.equals("localhost")
                || IpAddress.read(bare).filter(IpAddress::isLoopback).isPresent();
    }

    /** A base URL for REST: https, or http to loopback, without a path. */
    static Form<URI> restUrl() {
        return text -> {
            URI url = url(text, "https", "http");
            if (!url.getRawPath().isEmpty() && !url.getRawPath().equals("/")) {
                throw expected("a base URL without a path, such as https://api.bybit.com");
            }
            return url;
        };
    }

    /** The URL of a socket: wss, or ws to loopback. */
    static Form<URI> socketUrl() {
        return text -> url(text, "wss", "ws");
    }

    private static URI url(String text, String secured, String plain) {
        URI url = parse(text, secured);
        String scheme = String.valueOf(url.getScheme());
        if (!Set.of(secured, plain).contains(scheme) || url.getHost() == null || url.getPort() > 65_535) {
            throw expected(
                    "a URL such as " + secured + "://host or, to this machine only, " + plain + "://127.0.0.1:18080");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw expected("a URL without user, query or fragment");
        }
        if (scheme.equals(plain) && !isLoopback(url.getHost())) {
            throw expected(plain + ":// is taken for loopback hosts only; use " + secured + "://");
        }
        return url;
    }

    private static URI parse(String text, String scheme) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException("expected a URL that begins with " + scheme + "://", broken);
        }
    }

    /** 600/5s, or none. */
    static Form<AddressLimit> addressLimit() {
        return text -> {
            if (text.equals("none")) {
                return new AddressLimit.Unlimited();
            }
            Matcher parts = RATE.matcher(text);
            Optional<Duration> per = parts.matches() ? readDuration(parts.group(2)) : Optional.empty();
            boolean fits = per.filter(length -> !length.isZero() && length.compareTo(ADDRESS_WINDOW_MAX) <= 0)
                    .isPresent();
            if (!fits || Integer.parseInt(parts.group(1)) == 0) {
                throw expected("none, or requests per time (at most 10m), such as 600/5s");
            }
            return new AddressLimit.Window(Integer.parseInt(parts.group(1)), per.orElseThrow());
        };
    }

    /** auto, none, a level, or a number per second. */
    static Form<TierSetting> tier() {
        return text -> {
            if (text.equals("auto")) {
                return new TierSetting.Auto();
            }
            if (text.equals("none")) {
                return new TierSetting.Unlimited();
            }
            if (LEVEL.matcher(text).matches()) {
                return new TierSetting.Level(text);
            }
            Matcher parts = RATE.matcher(text);
            if (!parts.matches() || !parts.group(2).equals("s") || Integer.parseInt(parts.group(1)) == 0) {
                throw expected("auto, none, default, vip1 to vip5, vip-supreme, pro1 to pro6, or a rate such as 500/s");
            }
            return new TierSetting.PerSecond(Integer.parseInt(parts.group(1)));
        };
    }

    /** The path of a file, or the word none; whether there is such a file is found out when it is read. */
    static Form<Optional<Path>> fileOrNone() {
        return text -> {
            if (text.equals("none")) {
                return Optional.empty();
            }
            return Optional.of(file().read(text));
        };
    }

    /** The whole path of a file that may not be there yet, in a folder that exists, or the word none. */
    static Form<Optional<Path>> writableFileOrNone() {
        return text -> {
            if (text.equals("none")) {
                return Optional.empty();
            }
            Path file = file().read(text);
            Path folder = file.getParent();
            if (!file.isAbsolute() || folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                throw expected("none, or the whole path of a file in a folder that exists");
            }
            return Optional.of(file);
        };
    }

    /** The path of a file. */
    static Form<Path> file() {
        return text -> {
            if (text.isEmpty()) {
                throw expected("the path of a file");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException broken) {
                throw new IllegalArgumentException("expected the path of a file", broken);
            }
        };
    }

    /** The path of a Unix socket: absolute, and short enough for the operating system. */
    static Form<Path> socketPath() {
        return text -> {
            Path path = file().read(text);
            if (!path.isAbsolute() || text.getBytes(StandardCharsets.UTF_8).length > SOCKET_PATH_BYTES_MAX) {
                throw expected("an absolute path of at most " + SOCKET_PATH_BYTES_MAX
                        + " bytes, such as /run/portcullis/bot1.sock");
            }
            return path;
        };
    }

    /** One of a few words, each for its value. */
    static <T> Form<T> oneOf(Map<String, T> words) {
        return text -> Optional.ofNullable(words.get(text))
                .orElseThrow(() -> expected("one of "
                        + String.join(", ", words.keySet().stream().sorted().toList())));
    }

    static IllegalArgumentException expected(String what) {
        return new IllegalArgumentException("expected " + what);
    }
}
