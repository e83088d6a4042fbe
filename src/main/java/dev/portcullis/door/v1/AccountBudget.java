package dev.portcullis.door.v1;

import dev.portcullis.budget.WindowMeter;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.DeskAccount;
import java.util.List;

/** Knows the rate windows that bind a client's calls on an account, now. */
@FunctionalInterface
public interface AccountBudget {
    /** Those that have been used since the start. */
    List<WindowMeter> windows(Client client, DeskAccount account);
}
