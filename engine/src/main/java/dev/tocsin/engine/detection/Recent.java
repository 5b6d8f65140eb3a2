package dev.tocsin.engine.detection;

import dev.tocsin.contract.Vote;
import java.util.Arrays;

/// The latest results of one vantage point on one check, the latest first, at most ten.
///
/// They are packed, because there may be millions: a time in milliseconds above two bits for the vote of that result
/// alone.
public final class Recent {

    static final int MOST = 10;

    private static final int BITS = 2;
    private static final long SAYS = (1 << BITS) - 1;
    private static final int UP = 0;
    private static final int DEGRADED = 1;
    private static final int DOWN = 2;

    private final long[] packed;

    private Recent(long[] packed) {
        this.packed = packed;
    }

    /// @param packed as [#packed] returned it
    public static Recent of(long[] packed) {
        return new Recent(packed.clone());
    }

    public static Recent first(long time, Vote says) {
        return new Recent(new long[] {pack(time, says)});
    }

    public Recent with(long time, Vote says) {
        var next = new long[Math.min(packed.length + 1, MOST)];
        next[0] = pack(time, says);
        System.arraycopy(packed, 0, next, 1, next.length - 1);
        return new Recent(next);
    }

    /// Only the latest `size` results.
    Recent only(int size) {
        return new Recent(Arrays.copyOf(packed, size));
    }

    /// The stored form, which only this class reads.
    public long[] packed() {
        return packed.clone();
    }

    public int size() {
        return packed.length;
    }

    /// @param age 0 is the latest
    public Vote says(int age) {
        return switch ((int) (packed[age] & SAYS)) {
            case UP -> Vote.UP;
            case DEGRADED -> Vote.DEGRADED;
            default -> Vote.DOWN;
        };
    }

    public long time(int age) {
        return packed[age] >> BITS;
    }

    int count(Vote atLeast) {
        var count = 0;
        for (var age = 0; age < packed.length; age++) {
            if (says(age).compareTo(atLeast) >= 0) {
                count++;
            }
        }
        return count;
    }

    /// The best of the latest `size` results.
    Vote best(int size) {
        var best = says(0);
        for (var age = 1; age < size; age++) {
            best = best.compareTo(says(age)) <= 0 ? best : says(age);
        }
        return best;
    }

    /// The worst of the latest `size` results.
    Vote worst(int size) {
        var worst = says(0);
        for (var age = 1; age < size; age++) {
            worst = worst.compareTo(says(age)) >= 0 ? worst : says(age);
        }
        return worst;
    }

    /// The time of the oldest result that is not UP.
    long firstBad() {
        var age = packed.length - 1;
        while (age > 0 && says(age) == Vote.UP) {
            age--;
        }
        return time(age);
    }

    /// The time at which the unbroken run of UP that includes the latest result began.
    long upSince() {
        var age = 0;
        while (age + 1 < packed.length && says(age + 1) == Vote.UP) {
            age++;
        }
        return time(age);
    }

    /// Whether all bad results before the latest `size` are one unbroken run that ends there: only UP, then only bad
    /// ones.
    boolean oneRunOfBadBefore(int size) {
        var age = size;
        while (age < packed.length && says(age) != Vote.UP) {
            age++;
        }
        while (age < packed.length && says(age) == Vote.UP) {
            age++;
        }
        return age == packed.length;
    }

    private static long pack(long time, Vote says) {
        return time << BITS
                | switch (says) {
                    case UP -> UP;
                    case DEGRADED -> DEGRADED;
                    case DOWN -> DOWN;
                };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recent recent && Arrays.equals(packed, recent.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var age = packed.length - 1; age >= 0; age--) {
            text.append(says(age)).append('@').append(time(age)).append(' ');
        }
        return text.toString().strip();
    }
}
