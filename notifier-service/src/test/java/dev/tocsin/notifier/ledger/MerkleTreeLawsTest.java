package dev.tocsin.notifier.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Trees of many sizes, appended to in batches of many sizes.
@Execution(ExecutionMode.CONCURRENT)
final class MerkleTreeLawsTest {

    /// Leaves and roots with which the implementations of Certificate Transparency are tested.
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("seeds", 40));
    }

    private record Tree(List<Hash> leaves, Map<List<Long>, Hash> completed, Frontier frontier) {

        static Tree random(Random random) {
            var completed = new HashMap<List<Long>, Hash>();
            var leaves = new ArrayList<Hash>();
            var frontier = Frontier.EMPTY;
            for (var batches = random.nextInt(8); batches >= 0; batches--) {
                var batch = IntStream.range(leaves.size(), leaves.size() + random.nextInt(1, 40))
                        .mapToObj(i -> Hash.ofLeaf("entry %d".formatted(i).getBytes(UTF_8)))
                        .toList();
                leaves.addAll(batch);
                frontier = frontier.append(
                        batch,
                        (level, index, hash) -> assertThat(completed.put(List.of((long) level, index), hash))
                                .as("each subtree is completed once")
                                .isNull());
            }
            return new Tree(leaves, completed, frontier);
        }

        InclusionProof proof(int index) {
            return InclusionProof.of(
                    index,
                    leaves.size(),
                    (level, at) -> level == 0
                            ? leaves.get((int) at)
                            : requireNonNull(completed.get(List.of((long) level, at))));
        }
    }

    /// The definition of RFC 9162, section 2.1.1.
    private static Hash root(List<Hash> leaves) {
        if (leaves.size() <= 1) {
            return leaves.isEmpty() ? Hash.ofNothing() : leaves.getFirst();
        }
        var left = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    @Test
    void rootsAreThoseOfOtherImplementations() {
        var frontier = Frontier.EMPTY;

        for (var i = 0; i < LEAVES.size(); i++) {
            var leaf = Hash.ofLeaf(HexFormat.of().parseHex(LEAVES.get(i)));
            frontier = frontier.append(List.of(leaf), (_, _, _) -> {});

            assertThat(HexFormat.of().formatHex(frontier.root().bytes())).isEqualTo(ROOTS.get(i));
        }
        assertThat(HexFormat.of().formatHex(Frontier.EMPTY.root().bytes()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void inWhateverBatchesItIsWrittenATreeHasItsRoot(long seed) {
        var tree = Tree.random(new Random(seed));

        assertThat(tree.frontier().size()).isEqualTo(tree.leaves().size());
        assertThat(tree.frontier().root()).as("seed %d", seed).isEqualTo(root(tree.leaves()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachLeafIsProvenAndNothingElse(long seed) {
        var random = new Random(seed);
        var tree = Tree.random(random);
        var root = tree.frontier().root();
        var size = tree.leaves().size();

        for (var index = 0; index < size; index++) {
            var proof = tree.proof(index);
            var leaf = tree.leaves().get(index);

            assertThat(proof.root(leaf)).as("seed %d, leaf %d", seed, index).contains(root);
            assertThat(proof.root(tree.leaves().get((index + 1) % size)).filter(root::equals))
                    .as("seed %d, another leaf than %d", seed, index)
                    .satisfies(other -> assertThat(other.isEmpty()).isEqualTo(size > 1));
            if (!proof.path().isEmpty()) {
                var shorter = proof.path().subList(1, proof.path().size());
                assertThat(new InclusionProof(index, size, shorter).root(leaf).filter(root::equals))
                        .isEmpty();
                var changed = new ArrayList<>(proof.path());
                changed.set(random.nextInt(changed.size()), Hash.ofNothing());
                assertThat(new InclusionProof(index, size, changed).root(leaf).filter(root::equals))
                        .isEmpty();
                var longer = new ArrayList<>(proof.path());
                longer.add(Hash.ofNothing());
                assertThat(new InclusionProof(index, size, longer).root(leaf)).isEmpty();
            }
        }
    }
}
