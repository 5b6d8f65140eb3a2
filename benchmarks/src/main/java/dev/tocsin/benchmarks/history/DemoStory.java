package dev.tocsin.benchmarks.history;

import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.health.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/// A story that may happen to the sample product. To add one, add a constant.
enum DemoStory {
    /// Spring 2006: after a patch a whole region has no log-in for hours, until the patch is removed. The third story
    /// of the cache.
    PATCHED_CACHE(false, (past, at) -> {
        var cache = past.cell("cache", "na");
        var patch = past.change(ChangeKind.PATCH, cache, PublishedPostmortem.OF_THE_PATCH.change(), at);
        var broken = at.plus(Duration.ofMinutes(8));
        var reverted = broken.plus(past.minutes(100, 140));
        past.cascades(cache, Outcome.FAIL, broken, reverted.plus(past.minutes(2, 4)));
        past.reverted(patch, reverted);
    }),
    CACHE_OUT_OF_MEMORY(false, (past, at) -> {
        past.cascades(past.cell("cache", "eu"), Outcome.FAIL, at, at.plus(past.minutes(9, 16)));
    }),
    CACHE_CONFIGURED_WRONGLY(false, (past, at) -> {
        var cache = past.cell("cache", "na");
        var change = past.change(ChangeKind.CONFIGURATION, cache, PublishedPostmortem.OF_THE_SESSIONS.change(), at);
        var broken = at.plus(past.minutes(4, 20));
        var reverted = broken.plus(past.minutes(14, 24));
        past.cascades(cache, Outcome.FAIL, broken, reverted.plus(past.minutes(1, 3)));
        past.reverted(change, reverted);
    }),
    BAD_RELEASE_OF_THE_API(true, (past, at) -> {
        var api = past.cell("api", past.region());
        var release = past.change(ChangeKind.DEPLOY, api, "API 7.%d".formatted(past.number(2, 40)), at);
        var broken = at.plus(past.minutes(2, 6));
        var reverted = broken.plus(past.minutes(8, 20));
        past.cascades(api, Outcome.FAIL, broken, reverted.plus(past.minutes(1, 4)));
        past.reverted(release, reverted);
    }),
    SLOW_DATABASE(true, (past, at) -> {
        past.cascades(past.cell("database", past.region()), Outcome.SLOW, at, at.plus(past.minutes(20, 50)));
    }),
    SEARCH_FAILS_NOW_AND_THEN(true, (past, at) -> {
        past.breaks(past.cell("search", past.region()), Outcome.FAIL, 0.5, 0.5, at, at.plus(past.minutes(25, 55)));
    }),
    FLAG_ON_LOG_IN(true, (past, at) -> {
        var login = past.cell("login", past.region());
        var flag = past.change(ChangeKind.FLAG, login, "Single sign-on for everybody", at);
        var broken = at.plus(past.minutes(3, 12));
        var reverted = broken.plus(past.minutes(10, 25));
        past.breaks(login, Outcome.FAIL, 0.6, 0.6, broken, reverted.plus(past.minutes(1, 3)));
        past.reverted(flag, reverted);
    }),
    MIGRATION_LOCKS_THE_DATABASE(true, (past, at) -> {
        var database = past.cell("database", past.region());
        past.change(
                ChangeKind.MIGRATION, database, "Migration %d: index on deals".formatted(past.number(300, 400)), at);
        var broken = at.plus(past.minutes(1, 3));
        past.cascades(database, Outcome.FAIL, broken, broken.plus(past.minutes(8, 18)));
    }),
    SEARCH_DOWN(true, (past, at) -> {
        past.breaks(past.cell("search", past.region()), Outcome.FAIL, 1, 1, at, at.plus(past.minutes(15, 40)));
    }),
    SEARCH_LEAKS(true, (past, at) -> {
        var search = past.cell("search", past.region());
        past.change(ChangeKind.DEPLOY, search, "Search 3.%d".formatted(past.number(1, 20)), at);
        var begins = at.plus(past.minutes(150, 300));
        past.breaks(search, Outcome.FAIL, 0, 1, begins, begins.plus(past.minutes(60, 90)));
    });

    private final boolean common;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final BiConsumer<Chronicle, Instant> telling;

    DemoStory(boolean common, BiConsumer<Chronicle, Instant> telling) {
        this.common = common;
        this.telling = telling;
    }

    void tell(Chronicle past, Instant at) {
        telling.accept(past, at);
    }

    /// The stories that may happen at any time, and more than once.
    static List<DemoStory> common() {
        return Arrays.stream(values()).filter(story -> story.common).toList();
    }
}
