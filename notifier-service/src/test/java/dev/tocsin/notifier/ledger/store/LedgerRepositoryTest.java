package dev.tocsin.notifier.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.ledger.Frontier;
import dev.tocsin.notifier.ledger.Hash;
import dev.tocsin.notifier.ledger.LedgerEntry;
import dev.tocsin.notifier.ledger.LedgerEntry.LedgerStep;
import dev.tocsin.notifier.ledger.store.LedgerRepository.SealedEntry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class LedgerRepositoryTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    @Inject
    LedgerRepository ledgers;

    @Test
    void eachEntryIsProvenFromWhatIsStoredInWhateverBatchesItCame() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var one = about("one", seed);
        var other = about("other", seed);
        var written = new ArrayList<LedgerEntry>();

        while (written.size() < 1_300) {
            var batch = IntStream.range(written.size(), written.size() + random.nextInt(1, 500))
                    .mapToObj(i -> entry(one, i, LedgerStep.QUEUED))
                    .toList();
            written.addAll(batch);
            ledgers.append(mixed(batch, entry(other, written.size(), LedgerStep.SENT)));
        }

        var root = Frontier.EMPTY
                .append(
                        written.stream()
                                .map(LedgerEntry::bytes)
                                .map(Hash::ofLeaf)
                                .toList(),
                        (_, _, _) -> {})
                .root();
        for (var i : random.ints(40, 0, written.size()).toArray()) {
            var entry = written.get(i);
            var proven = ledgers.prove(one, "subscriber", entry.delivery()).orElseThrow();

            assertThat(proven.entry()).isEqualTo(new String(entry.bytes(), UTF_8));
            assertThat(proven.proof().index()).isEqualTo(i);
            assertThat(proven.proof().root(Hash.ofLeaf(entry.bytes())))
                    .as("seed %d, entry %d of %d", seed, i, written.size())
                    .contains(root);
        }
        assertThat(ledgers.prove(one, "somebody-else", written.getFirst().delivery()))
                .isEmpty();
        assertThat(ledgers.entries(one, 250, 20))
                .isEqualTo(IntStream.range(250, 270)
                        .mapToObj(i ->
                                new SealedEntry(i, new String(written.get(i).bytes(), UTF_8)))
                        .toList());
        assertThat(ledgers.entries(one, written.size(), 20)).isEmpty();
    }

    @Test
    void theLastEntryOfADeliveryIsTheOneThatIsProven() {
        var about = about("last", System.nanoTime());
        ledgers.append(List.of(
                entry(about, 1, LedgerStep.QUEUED),
                entry(about, 2, LedgerStep.QUEUED),
                entry(about, 1, LedgerStep.RETRYING)));
        ledgers.append(List.of(entry(about, 1, LedgerStep.SENT), entry(about, 2, LedgerStep.GIVEN_UP)));

        var proven = ledgers.prove(
                        about, "subscriber", entry(about, 1, LedgerStep.SENT).delivery())
                .orElseThrow();

        assertThat(LedgerEntry.read(proven.entry().getBytes(UTF_8)).step()).isEqualTo(LedgerStep.SENT);
        assertThat(ledgers.figures(about).orElseThrow()).satisfies(figures -> {
            assertThat(figures.due(Channel.EMAIL)).isZero();
            assertThat(figures.steps(Channel.EMAIL, LedgerStep.SENT)).isOne();
            assertThat(figures.givenUp(Channel.EMAIL)).isOne();
        });
    }

    @Test
    void twoWhoAppendAtOnceWaitForOneAnother() {
        var about = about("both", System.nanoTime());
        ledgers.append(List.of(entry(about, 0, LedgerStep.QUEUED)));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(1, 20)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> ledgers.append(List.of(entry(about, i, LedgerStep.QUEUED))), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        var leaves = ledgers.entries(about, 0, 100);
        assertThat(leaves).extracting(SealedEntry::index).containsExactlyElementsOf(indexes(20));
        assertThat(ledgers.frontier(about).orElseThrow().root())
                .isEqualTo(Frontier.EMPTY
                        .append(
                                leaves.stream()
                                        .map(leaf -> Hash.ofLeaf(leaf.text().getBytes(UTF_8)))
                                        .toList(),
                                (_, _, _) -> {})
                        .root());
    }

    private static List<Long> indexes(int size) {
        return IntStream.range(0, size).mapToObj(Long::valueOf).toList();
    }

    private static List<LedgerEntry> mixed(List<LedgerEntry> entries, LedgerEntry other) {
        var mixed = new ArrayList<>(entries);
        mixed.add(entries.size() / 2, other);
        return mixed;
    }

    private static String about(String name, long seed) {
        return "%s-%d".formatted(name, seed);
    }

    private static LedgerEntry entry(String about, int number, LedgerStep step) {
        return new LedgerEntry(
                about,
                "%032x".formatted(number * 0x9e3779b97f4a7c15L),
                "subscriber",
                Channel.EMAIL,
                NoticeKind.OPENING,
                1,
                2,
                step,
                1,
                NOON,
                NOON.plusMillis(number),
                null,
                null,
                null);
    }
}
