package dev.tocsin.support.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Corrects what `promtool check metrics` finds in metrics of libraries: a missing help text, a gauge with the suffix
/// of a histogram or a counter, a label in camel case. Left out are times in other units than seconds, which a filter
/// cannot convert, and timers of open connections, whose series get no help; gauges count the same connections.
@Singleton
final class PrometheusNames implements MeterFilter {

    private static final Pattern OTHER_UNIT = Pattern.compile(".*\\.(?:ns|ms)(?:\\..*)?");
    private static final Set<String> OTHER_UNITS = Set.of("ns", "ms", "nanoseconds", "milliseconds");
    private static final Pattern CAMEL = Pattern.compile("([a-z])([A-Z])");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getType() == Meter.Type.LONG_TASK_TIMER
                        || OTHER_UNIT.matcher(id.getName()).matches()
                        || isOtherUnit(id.getBaseUnit())
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    private static boolean isOtherUnit(@Nullable String unit) {
        return unit != null && OTHER_UNITS.contains(unit);
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return new Meter.Id(name(id), tags(id), id.getBaseUnit(), help(id), id.getType());
    }

    /// The only help that a library's metric without a description has is its name.
    private static String help(Meter.Id id) {
        var description = id.getDescription();
        return description == null || description.isBlank()
                ? id.getName().replace('.', ' ').replace('_', ' ')
                : description;
    }

    private static String name(Meter.Id id) {
        return switch (id.getType()) {
            case GAUGE ->
                id.getName()
                        .replaceAll("\\.connection\\.count$", ".connections")
                        .replaceAll("\\.cpu\\.count$", ".cpus")
                        .replaceAll("\\.(?:count|total)$", "");
            case COUNTER, TIMER, LONG_TASK_TIMER, DISTRIBUTION_SUMMARY, OTHER -> id.getName();
        };
    }

    private static Tags tags(Meter.Id id) {
        return Tags.of(StreamSupport.stream(id.getTagsAsIterable().spliterator(), false)
                .map(tag -> Tag.of(snake(tag.getKey()), tag.getValue()))
                .collect(Collectors.toList()));
    }

    private static String snake(String name) {
        return CAMEL.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }
}
