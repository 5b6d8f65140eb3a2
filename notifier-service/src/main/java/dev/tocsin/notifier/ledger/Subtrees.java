package dev.tocsin.notifier.ledger;

/// The hashes of the complete subtrees of a Merkle tree.
public interface Subtrees {

    /// The hash of the leaves from `index << level` to `(index + 1) << level`, the latter exclusive.
    Hash at(int level, long index);

    /// The hash of `size` leaves from `first` on; `first` is a multiple of the largest power of two that is not above
    /// `size`.
    default Hash of(long first, long size) {
        if (Long.bitCount(size) == 1) {
            var level = Long.numberOfTrailingZeros(size);
            return at(level, first >> level);
        }
        var left = Long.highestOneBit(size);
        return Hash.ofNode(of(first, left), of(first + left, size - left));
    }
}
