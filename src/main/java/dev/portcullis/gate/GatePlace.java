package dev.portcullis.gate;

import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where and how one gate runs.
 *
 * @param data the data directory that {@code init} made
 * @param config the configuration file; null for defaults
 * @param whenDoomed called with an exit code when the gate must end: its ledger has failed
 */
public record GatePlace(Path data, @Nullable Path config, IntConsumer whenDoomed) {}
