package dev.portcullis.alert;

/** Why a webhook could not be reached, in words that hold nothing of its address or token. */
public final class WebhookFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param words what is wrong and what to do about it; without a stack, for it is no bug */
    public WebhookFailure(String words) {
        super(words, null, false, false);
    }
}
