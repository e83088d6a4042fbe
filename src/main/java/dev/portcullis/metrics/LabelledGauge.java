package dev.portcullis.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** One gauge with its set of labelled values, each set by its owner or read from it when the gauge is scraped. */
final class LabelledGauge {
    private final MeterRegistry registry;
    private final String name;
    private final @Nullable String unit;
    private final String description;
    private final List<String> labelNames;
    private final Map<List<String>, Reading> readings = new ConcurrentHashMap<>();

    LabelledGauge(
            MeterRegistry registry, String name, @Nullable String unit, String description, List<String> labelNames) {
        this.registry = registry;
        this.name = name;
        this.unit = unit;
        this.description = description;
        this.labelNames = List.copyOf(labelNames);
    }

    void set(double value, String... labels) {
        follow(() -> value, labels);
    }

    void follow(DoubleSupplier source, String... labels) {
        readings.computeIfAbsent(List.of(labels), this::register).source.supplier = source;
    }

    void forget(String... labels) {
        Reading reading = readings.remove(List.of(labels));
        if (reading != null) {
            registry.remove(reading.gauge);
        }
    }

    /** Forgets every value whose first label is this one. */
    void forgetFirst(String firstLabel) {
        for (List<String> labels : List.copyOf(readings.keySet())) {
            if (labels.get(0).equals(firstLabel)) {
                forget(labels.toArray(String[]::new));
            }
        }
    }

    private Reading register(List<String> labels) {
        Source source = new Source();
        Gauge gauge = Gauge.builder(name, source, Source::now)
                .baseUnit(unit)
                .description(description)
                .tags(tags(labels))
                .strongReference(true)
                .register(registry);
        return new Reading(gauge, source);
    }

    private List<Tag> tags(List<String> labels) {
        List<Tag> tags = new ArrayList<>(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            tags.add(Tag.of(labelNames.get(i), labels.get(i)));
        }
        return tags;
    }

    private record Reading(Gauge gauge, Source source) {}

    /** Where the value comes from, which may be replaced. */
    private static final class Source {
        private volatile DoubleSupplier supplier = () -> 0;

        double now() {
            return supplier.getAsDouble();
        }
    }
}
