package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.engine.catalog.SettingLimits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns the file's sections into the catalog's entries, and names every problem on the way.
///
/// The entries have no version yet; they get one when they are published.
final class CatalogParser {

    static final long NO_VERSION = 0;
    static final Instant NO_TIME = Instant.EPOCH;

    private static final long MOST_CUSTOMERS = 100_000_000_000L;
    private static final Duration LEAST_HOLD = Duration.ZERO;
    private static final Duration MOST_HOLD = SettingLimits.LONGEST_HOLD;

    private final Section file;
    private final List<CatalogEvent> entries = new ArrayList<>();
    private final SharedFate sharedFate = new SharedFate();

    private CatalogParser(Section file) {
        this.file = file;
    }

    /// The entries that could be read; only usable when no problem was named.
    static List<CatalogEvent> read(Section file) {
        var reader = new CatalogParser(file);
        reader.read();
        return reader.entries;
    }

    private void read() {
        var regions = regions();
        var zone = page(regions.keySet());
        var settings = file.section("settings");
        var vantagePoints = vantagePoints();
        var components = ComponentsReader.read(file.section("components"), regions.keySet());
        entries.addAll(components);
        var defaults = askSettings(settings, vantagePoints);
        correlation(settings.flatMap(section -> section.section("correlation")));
        settings.ifPresent(Section::end);
        var checks = new ChecksReader(components, regions, vantagePoints, defaults).read(file.section("checks"));
        entries.addAll(checks);
        sharedFate.warn(checks);
        entries.addAll(MaintenanceReader.read(file.section("maintenance"), components, regions.keySet(), zone));
        file.end();
    }

    private static AskSettings askSettings(Optional<Section> settings, Set<String> vantagePoints) {
        return settings.flatMap(section -> section.section("checks"))
                .map(section -> {
                    var read = AskSettings.read(section, vantagePoints, AskSettings.NONE);
                    section.end();
                    return read;
                })
                .orElse(AskSettings.NONE);
    }

    /// @param regions the ids of all regions
    /// @return the page's time zone
    private String page(Set<String> regions) {
        var operators = OperatorsReader.read(file.list("operators"), regions);
        var page = file.required("page", "{ name: Harbour CRM, url: \"https://trust.harbour.example\" }")
                .flatMap(Value::section);
        var zone = page.flatMap(section -> section.value("time-zone"))
                .flatMap(CatalogParser::zone)
                .orElse("Etc/UTC");
        page.ifPresent(section -> {
            var name = section.required("name", "Harbour CRM").flatMap(Value::text);
            var url =
                    section.required("url", "\"https://trust.harbour.example\"").flatMap(CatalogParser::url);
            var accent = BrandReader.accent(section);
            var links = BrandReader.links(section);
            section.end();
            name.ifPresent(said -> url.ifPresent(address -> entries.add(new PageDefined(
                    NO_VERSION,
                    NO_TIME,
                    said,
                    address,
                    zone,
                    operators.alerted(),
                    accent.orElse(null),
                    links,
                    operators.channels()))));
        });
        return zone;
    }

    private Map<String, Template> regions() {
        var regions = new LinkedHashMap<String, Template>();
        file.required("regions", "{ eu: { name: Europe, at: [50.1, 8.7], customers: 12000 } }")
                .flatMap(Value::section)
                .ifPresent(section -> section.byId()
                        .forEach((id, value) -> value.section().ifPresent(region -> {
                            regions.put(id, new Template(id, variables(region)));
                            region(id, region);
                        })));
        return regions;
    }

    private void region(String id, Section section) {
        var name = section.required("name", "Europe").flatMap(Value::text);
        var customers = section.required("customers", "12000").flatMap(value -> value.wholeNumber(0, MOST_CUSTOMERS));
        var at = at(section);
        section.end();
        name.ifPresent(said -> customers.ifPresent(number -> at.ifPresent(place -> entries.add(
                new RegionDefined(NO_VERSION, NO_TIME, id, said, place.latitude(), place.longitude(), number)))));
    }

    private static Map<String, String> variables(Section region) {
        var variables = new LinkedHashMap<String, String>();
        region.section("vars")
                .ifPresent(vars -> vars.byId()
                        .forEach((name, value) -> value.textOrNumber().ifPresent(text -> variables.put(name, text))));
        return variables;
    }

    private Set<String> vantagePoints() {
        var points = file.section("vantage-points").map(Section::byId).orElse(Map.of());
        points.forEach((id, value) -> value.section().ifPresent(section -> vantagePoint(id, section)));
        return points.keySet();
    }

    private void vantagePoint(String id, Section section) {
        var name = section.required("name", "Virginia").flatMap(Value::text);
        var controls = new ArrayList<String>();
        section.list("controls")
                .forEach(value -> control(value).ifPresent(control -> {
                    controls.add(control);
                    sharedFate.control(id, control, value);
                }));
        var at = at(section);
        section.end();
        name.ifPresent(said -> at.ifPresent(place -> entries.add(new VantagePointDefined(
                NO_VERSION, NO_TIME, id, said, place.latitude(), place.longitude(), controls))));
    }

    private static Optional<String> control(Value value) {
        return value.text()
                .flatMap(target -> Target.whyNoControl(target)
                        .map(why -> value.<String>wrong("\"%s\" %s".formatted(target, why)))
                        .orElse(Optional.of(target)));
    }

    private record Coordinates(double latitude, double longitude) {}

    private static Optional<Coordinates> at(Section section) {
        return section.required("at", "[50.1, 8.7]").flatMap(value -> {
            var degrees = value.list();
            if (degrees.size() != 2) {
                return value.wrong("must be latitude and longitude, such as [50.1, 8.7]");
            }
            var latitude = degrees.getFirst().number(-90, 90);
            var longitude = degrees.getLast().number(-180, 180);
            return latitude.flatMap(north -> longitude.map(east -> new Coordinates(north, east)));
        });
    }

    private void correlation(Optional<Section> section) {
        entries.add(new CorrelationSettingsDefined(
                NO_VERSION,
                NO_TIME,
                hold(section, "open-hold", Duration.ofSeconds(20)),
                hold(section, "end-hold", Duration.ofMinutes(2)),
                hold(section, "reopened-end-hold", Duration.ofMinutes(15)),
                hold(section, "reopen-within", Duration.ofMinutes(15)),
                hold(section, "join-window", Duration.ofMinutes(5))));
        section.ifPresent(Section::end);
    }

    private static long hold(Optional<Section> section, String key, Duration unlessStated) {
        return section.flatMap(settings -> settings.value(key))
                .flatMap(value -> value.duration(LEAST_HOLD, MOST_HOLD))
                .orElse(unlessStated)
                .toMillis();
    }

    private static Optional<String> url(Value value) {
        return value.text()
                .flatMap(url -> Target.whyNoUrl(url)
                        .map(why -> value.<String>wrong("\"%s\" %s".formatted(url, why)))
                        .orElse(Optional.of(url)));
    }

    static Optional<String> zone(Value value) {
        return value.text().flatMap(zone -> {
            try {
                return Optional.of(ZoneId.of(zone).getId());
            } catch (DateTimeException e) {
                return value.wrong("\"%s\" is not a time zone such as Europe/Berlin%s"
                        .formatted(zone, Spelling.didYouMean(zone, ZoneId.getAvailableZoneIds())));
            }
        });
    }
}
