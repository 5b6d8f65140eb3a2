package dev.tocsin.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkScopeTest {

    private static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneOffset.UTC,
            List.of(new Named("na", "North America"), new Named("eu", "Europe")),
            List.of(new Named("login", "Log in"), new Named("api", "API")));

    @Test
    void idsOfTheCatalogAreChosenOnceAndGoOnInLinks() {
        var scope = LinkScope.of(List.of("na", "na"), List.of("api", "login"), CATALOG);

        assertThat(scope.query()).isEqualTo("&regions=na&components=api&components=login");
        assertThat(scope.unknown()).isEmpty();
    }

    @Test
    void otherIdsAreUnknown() {
        var scope = LinkScope.of(List.of("na", "mars"), List.of("cache"), CATALOG);

        assertThat(scope).isEqualTo(new LinkScope(List.of("na"), List.of(), List.of("mars", "cache")));
    }

    @Test
    void aLinkWithoutIdsChoosesAll() {
        assertThat(LinkScope.of(null, List.of(), CATALOG).query()).isEmpty();
    }

    @Test
    void aLinkOfManyIdsIsCutShort() {
        var many = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();

        assertThat(LinkScope.of(many, null, CATALOG).unknown()).hasSize(200);
    }
}
