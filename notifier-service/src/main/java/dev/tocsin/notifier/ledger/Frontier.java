package dev.tocsin.notifier.ledger;

import java.util.ArrayList;
import java.util.List;

/// The largest complete subtrees of a Merkle tree from left to right, one for each bit that is set in its size. No
/// other part of the tree is needed to append to it.
public record Frontier(long size, List<Hash> subtrees) {

    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        subtrees = List.copyOf(subtrees);
        if (subtrees.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("%d subtrees cannot be of %d leaves".formatted(subtrees.size(), size));
        }
    }

    /// Called for each subtree that becomes complete, unless it is a single leaf.
    public interface Completed {
        void subtree(int level, long index, Hash hash);
    }

    public Frontier append(List<Hash> leaves, Completed completed) {
        var next = new ArrayList<>(subtrees);
        var at = size;
        for (var leaf : leaves) {
            var hash = leaf;
            for (var level = 0; ((at >> level) & 1) == 1; level++) {
                hash = Hash.ofNode(next.removeLast(), hash);
                completed.subtree(level + 1, at >> (level + 1), hash);
            }
            next.add(hash);
            at++;
        }
        return new Frontier(at, next);
    }

    /// The Merkle tree hash of all leaves.
    public Hash root() {
        if (subtrees.isEmpty()) {
            return Hash.ofNothing();
        }
        var root = subtrees.getLast();
        for (var i = subtrees.size() - 2; i >= 0; i--) {
            root = Hash.ofNode(subtrees.get(i), root);
        }
        return root;
    }
}
