package dev.portcullis.config;

import java.net.URI;

/** The address of a webhook, whose path and query are often a secret: only scheme and host are ever shown. */
public final class WebhookUrl {
    private final URI url;

    /** @param url with a host */
    public WebhookUrl(URI url) {
        this.url = url;
    }

    /** The whole address, for the request itself. */
    public URI reveal() {
        return url;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookUrl same && same.url.equals(url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
