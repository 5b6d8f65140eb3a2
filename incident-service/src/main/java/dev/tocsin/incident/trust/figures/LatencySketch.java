package dev.tocsin.incident.trust.figures;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.SparseStore;
import dev.tocsin.contract.figures.MinuteCounted.LatencyBin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Latencies in few numbers: a DDSketch (VLDB 2019), of which each quantile is at most 2% off. The sum of two sketches
/// is the sketch of all their latencies. Immutable.
public final class LatencySketch {

    /// The quantiles of latencies below it are meaningless, and zero has no bin.
    private static final double SHORTEST_MILLIS = 0.01;

    private static final double LONGEST_MILLIS = 86_400_000;
    private static final IndexMapping TWO_PERCENT = new LogarithmicMapping(0.02);

    public static final LatencySketch EMPTY = new LatencySketch(sketch());

    private final DDSketch sketch;

    private LatencySketch(DDSketch sketch) {
        this.sketch = sketch;
    }

    private static DDSketch sketch() {
        return new DDSketch(TWO_PERCENT, SparseStore::new);
    }

    public static LatencySketch of(Collection<LatencyBin> bins) {
        var sketch = sketch();
        bins.forEach(bin -> sketch.getPositiveValueStore().add(bin.bin(), bin.count()));
        return new LatencySketch(sketch);
    }

    public static LatencySketch sum(Collection<LatencySketch> sketches) {
        var sum = sketch();
        sketches.forEach(each -> sum.mergeWith(each.sketch));
        return new LatencySketch(sum);
    }

    /// @param millis 0 or more
    LatencySketch with(double millis) {
        var next = sketch.copy();
        next.accept(Math.clamp(millis, SHORTEST_MILLIS, LONGEST_MILLIS));
        return new LatencySketch(next);
    }

    public long count() {
        return Math.round(sketch.getCount());
    }

    /// The latency below which that share of the latencies lies, in milliseconds; empty when there are none.
    ///
    /// @param share from 0 to 1
    public Optional<Double> quantile(double share) {
        return sketch.isEmpty() ? Optional.empty() : Optional.of(sketch.getValueAtQuantile(share));
    }

    /// The bins that count something, in ascending order.
    public List<LatencyBin> bins() {
        var bins = new ArrayList<LatencyBin>();
        sketch.getPositiveValueStore()
                .getAscendingIterator()
                .forEachRemaining(bin -> bins.add(new LatencyBin(bin.getIndex(), Math.round(bin.getCount()))));
        return bins;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencySketch that && bins().equals(that.bins());
    }

    @Override
    public int hashCode() {
        return bins().hashCode();
    }

    @Override
    public String toString() {
        return bins().toString();
    }
}
