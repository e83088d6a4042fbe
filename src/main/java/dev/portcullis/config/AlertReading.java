package dev.portcullis.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys below {@code alerts}: when the gate raises an alert, and who is told. */
final class AlertReading {
    private static final String SECTION = "alerts";
    private static final Pattern GATE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final int PORT_MAX = 65_535;

    private AlertReading() {}

    static AlertSettings read(Reading reading) {
        return new AlertSettings(
                reading.value(SECTION + ".gate-name", "portcullis", AlertReading::gateName),
                reading.value(SECTION + ".repeat", "1h", Forms.duration("1m", "30d")),
                webhook(reading, SECTION + ".webhook"),
                reading.value(SECTION + ".key-expires-within", "7d", Forms.duration("1h", "90d")),
                reading.value(SECTION + ".refusals-per-minute", "120", Forms.count(1, 1_000_000)),
                new AlertSettings.SlowStage(
                        reading.value(SECTION + ".slow-stage.over", "1s", Forms.duration("1ms", "60s")),
                        reading.value(SECTION + ".slow-stage.calls-per-minute", "20", Forms.count(1, 1_000_000))),
                new AlertSettings.Resources(
                        reading.value(SECTION + ".ledger-free", "1GiB", Forms.size("16MiB", "1000000GiB")),
                        reading.value(SECTION + ".foreign-orders-every", "5m", AlertReading::everyOrNever)));
    }

    private static AlertSettings.Webhook webhook(Reading reading, String section) {
        return new AlertSettings.Webhook(
                reading.secretValue(section + ".url", "none", AlertReading::urlOrNone),
                reading.value(section + ".token-file", "none", Forms.fileOrNone()),
                reading.value(section + ".timeout", "5s", Forms.duration("100ms", "60s")));
    }

    private static String gateName(String text) {
        if (!GATE_NAME.matcher(text).matches()) {
            throw Forms.expected("a name of at most 63 letters, digits, dots, dashes or underscores");
        }
        return text;
    }

    private static Optional<Duration> everyOrNever(String text) {
        return text.equals("0")
                ? Optional.empty()
                : Optional.of(Forms.duration("1s", "1d").read(text));
    }

    /** Nothing of the text may stand in a message: any part of it may be the secret. */
    private static Optional<WebhookUrl> urlOrNone(String text) {
        if (text.equals("none")) {
            return Optional.empty();
        }
        URI url = parse(text);
        boolean secured = "https".equals(url.getScheme());
        boolean plain = "http".equals(url.getScheme());
        if ((!secured && !plain) || url.getHost() == null || url.getPort() > PORT_MAX) {
            throw Forms.expected("none, or a URL that begins with https://");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw Forms.expected("a URL without user and fragment; a token goes into alerts.webhook.token-file");
        }
        if (plain && !Forms.isLoopback(url.getHost())) {
            throw Forms.expected("https://, for http:// is taken for loopback hosts only");
        }
        return Optional.of(new WebhookUrl(url));
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw Forms.expected("none, or a URL that begins with https://");
        }
    }
}
