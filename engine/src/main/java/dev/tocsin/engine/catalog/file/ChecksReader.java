package dev.tocsin.engine.catalog.file;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.CellChecksDefined;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads checks: one question for each cell of a component.
final class ChecksReader {

    private static final List<String> KINDS = Stream.concat(
                    QuestionReader.KINDS.stream(), Stream.of(HeartbeatReader.KIND))
            .toList();
    private static final int DEFINITION_DIGITS = 12;
    private static final Map<String, FailingMeans> FAILING_MEANS =
            Map.of("down", FailingMeans.DOWN, "degraded", FailingMeans.DEGRADED);

    private final Map<String, ComponentDefined> components;
    private final Map<String, Template> regions;
    private final Collection<String> vantagePoints;
    private final AskSettings defaults;
    private final Map<String, Integer> votes = new HashMap<>();

    ChecksReader(
            List<ComponentDefined> components,
            Map<String, Template> regions,
            Collection<String> vantagePoints,
            AskSettings defaults) {
        this.components = components.stream().collect(Collectors.toMap(ComponentDefined::id, Function.identity()));
        this.regions = regions;
        this.vantagePoints = vantagePoints;
        this.defaults = defaults;
    }

    List<CheckDefined> read(Optional<Section> checks) {
        return checks.map(Section::byId).orElse(Map.of()).entrySet().stream()
                .flatMap(
                        entry -> entry.getValue().section().stream().flatMap(section -> check(entry.getKey(), section)))
                .toList();
    }

    private Stream<CheckDefined> check(String id, Section section) {
        var component = section.required("of", "login").flatMap(this::component);
        var failingMeans = section.value("failing-means").flatMap(value -> value.oneOf(List.of("down", "degraded")));
        var kind = kind(section);
        if (kind.filter(HeartbeatReader.KIND::equals).isPresent()) {
            return heartbeats(id, section, component, failingMeans.map(FAILING_MEANS::get));
        }
        var stated = AskSettings.read(section, vantagePoints, defaults);
        var question = kind.flatMap(section::section);
        section.end();
        if (vantagePoints.isEmpty()) {
            section.wrong("no vantage point can ask this: define one under vantage-points");
        }
        if (component.isEmpty() || question.isEmpty()) {
            return Stream.empty();
        }
        var settings =
                question.map(AskSettings::slowAfter).orElseThrow().or(stated).or(defaults);
        var from = settings.from().orElse(List.copyOf(vantagePoints));
        countVotes(component.get().id(), from.size(), section);
        return component.get().regions().stream()
                .flatMap(region -> new QuestionReader(requireNonNull(regions.get(region)))
                        .read(kind.get(), question.get()).stream()
                                .map(asked -> new CheckDefined(
                                        CatalogParser.NO_VERSION,
                                        CatalogParser.NO_TIME,
                                        id,
                                        new Cell(component.get().id(), region),
                                        failingMeans.map(FAILING_MEANS::get).orElse(FailingMeans.DOWN),
                                        settings.timing(from.size()),
                                        from,
                                        digest(asked),
                                        asked)));
    }

    private Stream<CheckDefined> heartbeats(
            String id, Section section, Optional<ComponentDefined> component, Optional<FailingMeans> failingMeans) {
        var heartbeat = new HeartbeatReader(vantagePoints).read(section);
        section.end();
        if (component.isEmpty() || heartbeat.isEmpty()) {
            return Stream.empty();
        }
        countVotes(component.get().id(), 1, section);
        return component.get().regions().stream()
                .map(region -> new CheckDefined(
                        CatalogParser.NO_VERSION,
                        CatalogParser.NO_TIME,
                        id,
                        new Cell(component.get().id(), region),
                        failingMeans.orElse(FailingMeans.DOWN),
                        heartbeat.get().timing(),
                        List.of(Question.Heartbeat.CALLER),
                        HeartbeatReader.DEFINITION,
                        heartbeat.get().question()));
    }

    private void countVotes(String component, int more, Section section) {
        var sum = votes.merge(component, more, Integer::sum);
        if (sum > CellChecksDefined.MOST_VOTES && sum - more <= CellChecksDefined.MOST_VOTES) {
            section.wrong("gives %s more than %d votes: each of its checks has one for each vantage point"
                    .formatted(component, CellChecksDefined.MOST_VOTES));
        }
    }

    private Optional<ComponentDefined> component(Value value) {
        return value.text()
                .flatMap(id -> Optional.ofNullable(components.get(id))
                        .or(() -> value.wrong("there is no component \"%s\"%s"
                                .formatted(id, Spelling.didYouMean(id, components.keySet())))));
    }

    private static Optional<String> kind(Section section) {
        var kinds = KINDS.stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            section.wrong("must ask exactly one of %s".formatted(String.join(", ", KINDS)));
        }
        return kinds.size() == 1 ? Optional.of(kinds.getFirst()) : Optional.empty();
    }

    private static String digest(Question question) {
        try {
            return Sha256.sha256(Json.mapper().writeValueAsBytes(question)).substring(0, DEFINITION_DIGITS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("question cannot be written", e);
        }
    }
}
