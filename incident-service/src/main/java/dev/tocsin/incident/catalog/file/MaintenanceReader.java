package dev.tocsin.incident.catalog.file;

import dev.tocsin.contract.catalog.ComponentDefined;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Windows of planned work: their form is checked here.
final class MaintenanceReader {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(7);
    private static final Pattern RULE = Pattern.compile("FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-+A-Z0-9,]+)*");

    private MaintenanceReader() {}

    static void read(Optional<Section> windows, List<ComponentDefined> components, Collection<String> regions) {
        var regionsOf = components.stream().collect(Collectors.toMap(ComponentDefined::id, ComponentDefined::regions));
        windows.map(Section::byId)
                .orElse(Map.of())
                .values()
                .forEach(value -> value.section().ifPresent(section -> window(section, regionsOf, regions)));
    }

    private static void window(Section section, Map<String, List<String>> regionsOf, Collection<String> regions) {
        section.required("title", "Weekly patching").ifPresent(Value::text);
        section.required("cells", "[cache@na]")
                .map(Value::list)
                .orElse(List.of())
                .forEach(value ->
                        value.text().ifPresent(text -> ComponentsReader.cell(value, text, regionsOf, regions)));
        section.required("starts", "2026-11-29T02:00").ifPresent(MaintenanceReader::start);
        section.required("lasts", "2h").ifPresent(value -> value.duration(LEAST, MOST));
        section.value("repeats").ifPresent(MaintenanceReader::rule);
        section.value("zone").ifPresent(CatalogReader::zone);
        section.end();
    }

    private static Optional<LocalDateTime> start(Value value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(LocalDateTime.parse(text));
            } catch (DateTimeException e) {
                return value.wrong("\"%s\" is not a local date and time such as 2026-11-29T02:00".formatted(text));
            }
        });
    }

    private static Optional<String> rule(Value value) {
        return value.text()
                .filter(text -> RULE.matcher(text).matches()
                        || value.refuse(
                                "\"%s\" is not a rule such as FREQ=WEEKLY;BYDAY=SU (RFC 5545)".formatted(text)));
    }
}
