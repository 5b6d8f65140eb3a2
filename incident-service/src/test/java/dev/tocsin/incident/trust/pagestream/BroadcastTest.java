package dev.tocsin.incident.trust.pagestream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.trust.live.LiveView;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BroadcastTest {

    private static final String ALIVE = "event:alive\ndata:still here\n\n";

    private final Standing standing = new Standing();
    private final Broadcast<SequencedMap<String, Object>> stream = stream("na");

    @Test
    void whoComesIsToldAllAndThenWhatChanges() {
        standing.put("login", "UP");
        standing.put("api", "UP");

        var told = join(null);
        standing.put("api", "DOWN");
        stream.look();

        assertThat(told)
                .containsExactly(
                        "event:login\ndata:UP\n\n",
                        "event:api\nid:na-1\ndata:UP\n\n",
                        "event:api\nid:na-2\ndata:DOWN\n\n");
    }

    @Test
    void whoWasShownThePageIsToldWhatChangedSince() {
        standing.put("login", "UP");
        standing.put("api", "UP");
        var shown = stream.shown();
        standing.put("api", "DOWN");

        var told = join(shown.revision());

        assertThat(shown.picture()).isEqualTo(Map.of("login", "UP", "api", "UP"));
        assertThat(told).containsExactly("event:api\nid:na-2\ndata:DOWN\n\n");
    }

    /// As while thousands of cells change at once, and their picture takes long.
    @Test
    void nobodyWaitsForTheNextPictureUnlessTheLastIsOld() throws Exception {
        standing.put("login", "UP");
        var last = stream.shown();
        standing.put("login", "DEGRADED");
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        standing.whileMade = () -> {
            begun.countDown();
            waitFor(goOn);
        };

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var next = threads.submit(stream::shown);
            waitFor(begun);

            assertThat(threads.submit(stream::shown).get(30, TimeUnit.SECONDS)).isEqualTo(last);

            standing.pass();
            standing.pass();
            var waiting = threads.submit(stream::shown);
            goOn.countDown();
            assertThat(next.get().picture()).isEqualTo(Map.of("login", "DEGRADED"));
            assertThat(waiting.get().picture()).isEqualTo(Map.of("login", "DEGRADED"));
        }
    }

    @Test
    void whoKnowsOfAChangeIsShownIt() {
        standing.put("login", "UP");
        stream.shown();
        var told = join(null);
        told.clear();
        standing.parts.put("login", "DOWN");

        assertThat(stream.shown().picture()).isEqualTo(Map.of("login", "UP"));
        assertThat(stream.shownNow().picture()).isEqualTo(Map.of("login", "DOWN"));
        assertThat(told).containsExactly("event:login\nid:na-2\ndata:DOWN\n\n");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoKnowsAllHearsAtOnceThatTheStreamLives() {
        standing.put("login", "UP");

        assertThat(join(stream.shown().revision())).containsExactly(ALIVE);
    }

    @Test
    void whoComesBackIsToldWhatIsGoneToo() {
        standing.put("login", "UP");
        standing.put("api", "UP");
        var known = stream.shown().revision();
        standing.remove("api");

        assertThat(join(known)).containsExactly("event:gone\nid:na-2\ndata:api\n\n");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "na-", "na-x", "na-99999999999999999999", "na--1", "na-2", "eu-1", "na"})
    void whoKnowsAnotherStreamOrNoneIsToldAll(@Nullable String known) {
        standing.put("login", "UP");
        stream.shown();

        assertThat(join(known)).containsExactly("event:login\nid:na-1\ndata:UP\n\n");
    }

    @Test
    void aReaderOfAnotherInstanceIsToldAll() {
        standing.put("login", "UP");
        var elsewhere = stream("eu").shown();

        assertThat(join(elsewhere.revision())).containsExactly("event:login\nid:na-1\ndata:UP\n\n");
    }

    @Test
    void whileNothingChangesItSaysNowAndThenThatItLives() {
        standing.put("login", "UP");
        var told = join(null);
        told.clear();

        for (var second = 0; second < 11; second++) {
            standing.pass();
            stream.look();
        }

        assertThat(told).containsExactly(ALIVE, ALIVE);
    }

    @Test
    void whoLeftIsNotToldAnyMore() {
        standing.put("login", "UP");
        var told = new ArrayList<String>();
        var leaving = new ArrayList<Runnable>();
        stream.begin(message -> told.add(message.plain().toString()), null, leaving::add);
        told.clear();

        leaving.forEach(Runnable::run);
        standing.put("login", "DOWN");
        stream.look();

        assertThat(told).isEmpty();
    }

    private List<String> join(@Nullable String known) {
        var told = new ArrayList<String>();
        stream.begin(message -> told.add(message.plain().toString()), known, _ -> {});
        return told;
    }

    private Broadcast<SequencedMap<String, Object>> stream(String name) {
        return new Broadcast<>(name, standing, () -> LiveView.EMPTY, standing.clock);
    }

    /// What stands, each part told as an event of its own. With each change a second passes.
    private static final class Standing implements PageFeed<SequencedMap<String, Object>> {

        private final SequencedMap<String, Object> parts = new LinkedHashMap<>();
        private final SettableClock clock = new SettableClock();
        private volatile Runnable whileMade = () -> {};

        void put(String part, String state) {
            parts.put(part, state);
            pass();
        }

        void remove(String part) {
            parts.remove(part);
            pass();
        }

        void pass() {
            clock.now = clock.now.plusSeconds(1);
        }

        @Override
        public SequencedMap<String, Object> picture(LiveView view, Instant now) {
            whileMade.run();
            return new LinkedHashMap<>(parts);
        }

        @Override
        public SequencedMap<String, Object> parts(SequencedMap<String, Object> picture) {
            return picture;
        }

        @Override
        public List<Said> say(SequencedMap<String, Object> picture, PictureDifference difference, Instant now) {
            var all = new ArrayList<Said>();
            difference.changed().forEach((part, state) -> all.add(new Said(part, String.valueOf(state))));
            difference.gone().forEach(part -> all.add(new Said("gone", part)));
            return all;
        }
    }

    private static final class SettableClock extends Clock {

        private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
