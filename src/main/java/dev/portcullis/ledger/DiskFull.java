package dev.portcullis.ledger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says that the disk has no room for more; what was written before is whole and the file may be used on. */
public final class DiskFull extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param cause what the operating system said; null where nothing was tried */
    public DiskFull(@Nullable Throwable cause) {
        super("No space left on device", cause);
    }
}
