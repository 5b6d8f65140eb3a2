package dev.tocsin.notifier.delivery.store;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.notifier.database.WordConverter;
import dev.tocsin.notifier.delivery.store.IncidentNoticesEntity.NoticesState;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The states in SQL are constants of our enums: the database takes a wrong word in a comparison without a complaint.
@Execution(ExecutionMode.CONCURRENT)
class StateWordsTest {

    private static final Map<String, Set<String>> WORDS = Map.of(
            "state",
            words(DeliveryState.values(), NoticesState.values(), SubscriptionState.values(), WindowState.values()),
            "kind",
            words(NoticeKind.values()),
            "step",
            words(DeliveryStepEntity.DeliveryStep.values()),
            "stage",
            words(MaintenanceStage.values()));

    private static final Pattern COMPARISON =
            Pattern.compile("\\b(state|kind|step|stage)\\s*(?:=|<>|(?:not )?in)\\s*(\\([^)]*\\)|'[^']*')");

    private static final Pattern WORD = Pattern.compile("'([^']*)'");

    @Test
    void eachIsAConstant() throws IOException {
        var compared = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                COMPARISON
                        .matcher(Files.readString(file))
                        .results()
                        .flatMap(StateWordsTest::pairs)
                        .forEach(compared::add);
            }
        }

        assertThat(compared).hasSizeGreaterThan(50);
        assertThat(compared).allMatch(StateWordsTest::isKnown);
    }

    /// Such as `state due`.
    private static Stream<String> pairs(MatchResult comparison) {
        return WORD.matcher(comparison.group(2)).results().map(word -> comparison.group(1) + " " + word.group(1));
    }

    private static boolean isKnown(String pair) {
        var parts = pair.split(" ", 2);
        return WORDS.getOrDefault(parts[0], Set.of()).contains(parts[1]);
    }

    private static Set<String> words(Enum<?>[]... families) {
        return Stream.of(families)
                .map(List::of)
                .flatMap(List::stream)
                .map(WordConverter::word)
                .collect(toUnmodifiableSet());
    }
}
