package dev.tocsin.notifier.silence.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.silence.SilenceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is silenced and whatever is down, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class SilenceLawsTest extends SilenceFixture {

    static List<Long> seeds() {
        return new Random(17).longs(40).boxed().toList();
    }

    /// Whatever silences, cells and subscriptions there are: whoever has a bad cell that no silence covers is
    /// notified, and nobody else; when the silences end, everybody is whom the incident concerns.
    @ParameterizedTest
    @MethodSource("seeds")
    void whoHasAnAudibleCellIsNotified(long seed) {
        var random = new Random(seed);
        var regions = List.of("na", "eu", "apac");
        var components = List.of("login", "api", "search");
        var subscribers = Stream.generate(() -> new Subscriber(some(random, regions), some(random, components)))
                .limit(8)
                .toList();
        var scopes = new ArrayList<SilenceScope>();
        while (scopes.size() < 3) {
            var scope = new SilenceScope(
                    some(random, regions),
                    some(random, components),
                    random.nextInt(3) == 0 ? List.of(random.nextBoolean() ? story.id() : "another00000") : ALL,
                    some(random, subscribers.stream().map(each -> each.id).toList()));
            if (Stream.of(scope.regions(), scope.components(), scope.incidents(), scope.subscriptions())
                    .anyMatch(list -> !list.isEmpty())) {
                scopes.add(scope);
                make(scope, later, null);
            }
        }
        var cells = regions.stream()
                .map(region -> some(random, components).stream()
                        .map(component -> new BadCell(region, component))
                        .toList())
                .toList();

        handle(story.opened());
        for (var ofRegion : cells) {
            if (!ofRegion.isEmpty()) {
                handle(story.outageStarted(
                        ofRegion.getFirst().region + "-1",
                        ofRegion.stream()
                                .map(cell -> cell.component + "@" + cell.region)
                                .toArray(String[]::new)));
            }
        }
        catchUp(now);
        var bad = cells.stream().flatMap(List::stream).toList();
        for (var subscriber : subscribers) {
            var audible = bad.stream()
                    .anyMatch(cell -> subscriber.isAbout(cell)
                            && scopes.stream().noneMatch(scope -> covers(scope, cell, subscriber)));
            assertThat(!told(subscriber.id).isEmpty())
                    .as("seed %d, %s under %s of %s", seed, subscriber, scopes, bad)
                    .isEqualTo(audible);
        }

        endsPass(later);
        for (var subscriber : subscribers) {
            assertThat(!told(subscriber.id).isEmpty())
                    .as("seed %d, %s of %s", seed, subscriber, bad)
                    .isEqualTo(bad.stream().anyMatch(subscriber::isAbout));
        }
    }

    private record BadCell(String region, String component) {}

    private final class Subscriber {

        private final List<String> regions;
        private final List<String> components;
        private final String id;

        private Subscriber(List<String> regions, List<String> components) {
            this.regions = regions;
            this.components = components;
            this.id = subscription(regions, components);
        }

        private boolean isAbout(BadCell cell) {
            return fits(regions, cell.region) && fits(components, cell.component);
        }

        @Override
        public String toString() {
            return id + regions + components;
        }
    }

    private boolean covers(SilenceScope scope, BadCell cell, Subscriber subscriber) {
        return fits(scope.regions(), cell.region)
                && fits(scope.components(), cell.component)
                && fits(scope.incidents(), story.id())
                && fits(scope.subscriptions(), subscriber.id);
    }

    private static boolean fits(List<String> list, String word) {
        return list.isEmpty() || list.contains(word);
    }

    private static List<String> some(Random random, List<String> of) {
        return IntStream.range(0, of.size())
                .filter(_ -> random.nextInt(3) == 0)
                .mapToObj(of::get)
                .toList();
    }
}
