package dev.tocsin.notifier.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows that a tree with a known root has a leaf (RFC 9162, section 2.1.3).
///
/// @param index of the leaf, from 0
/// @param size the tree's number of leaves
/// @param path from the leaf up
public record InclusionProof(long index, long size, List<Hash> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /// @throws IllegalArgumentException when the tree has no such leaf
    public static InclusionProof of(long index, long size, Subtrees subtrees) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of %d leaves has no leaf %d".formatted(size, index));
        }
        var path = new ArrayList<Hash>();
        var first = 0L;
        var rest = size;
        while (rest > 1) {
            var left = Long.highestOneBit(rest - 1);
            if (index < first + left) {
                path.addFirst(subtrees.of(first + left, rest - left));
                rest = left;
            } else {
                path.addFirst(subtrees.of(first, left));
                first += left;
                rest -= left;
            }
        }
        return new InclusionProof(index, size, path);
    }

    /// The root that the tree must have if it has the leaf; empty when there is no such leaf, or the path has the
    /// wrong length.
    public Optional<Hash> root(Hash leaf) {
        var node = index;
        var last = size - 1;
        var root = leaf;
        if (node < 0 || node > last) {
            return Optional.empty();
        }
        for (var sibling : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((node & 1) == 1 || node == last) {
                root = Hash.ofNode(sibling, root);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                root = Hash.ofNode(root, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }
}
