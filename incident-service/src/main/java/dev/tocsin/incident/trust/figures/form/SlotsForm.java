package dev.tocsin.incident.trust.figures.form;

import dev.tocsin.contract.figures.MinuteCounted.LatencyBin;
import dev.tocsin.incident.trust.figures.CheckFigures;
import dev.tocsin.incident.trust.figures.CheckSeries;
import dev.tocsin.incident.trust.figures.FigureSlots;
import dev.tocsin.incident.trust.figures.LatencySketch;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The figures of one cell in an hour or a day as bytes.
public final class SlotsForm {

    private SlotsForm() {}

    public static byte[] write(FigureSlots slots) {
        try {
            var planes = new PlaneWriter();
            planes.number(Plane.SHAPE, slots.bySeries().size());
            for (var series : slots.bySeries().entrySet()) {
                planes.name(series.getKey().check());
                planes.name(series.getKey().vantagePoint());
                write(series.getValue(), planes);
            }
            return Deflated.write(planes.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(SortedMap<Integer, CheckFigures> slots, PlaneWriter planes) throws IOException {
        planes.number(Plane.SHAPE, slots.size());
        var slotBefore = 0;
        var firstBefore = 0;
        for (var slot : slots.entrySet()) {
            planes.number(Plane.SHAPE, slot.getKey() - slotBefore);
            slotBefore = slot.getKey();
            planes.number(Plane.FAILURES, slot.getValue().failed());
            planes.number(Plane.FAILURES, slot.getValue().unsure());
            var bins = slot.getValue().latencies().bins();
            planes.number(Plane.SHAPE, bins.size());
            if (!bins.isEmpty()) {
                var first = bins.getFirst().bin();
                planes.number(Plane.FIRST_BINS, first - firstBefore);
                firstBefore = first;
                write(bins, planes);
            }
        }
    }

    private static void write(List<LatencyBin> bins, PlaneWriter planes) throws IOException {
        var before = bins.getFirst().bin();
        for (var bin : bins) {
            planes.number(Plane.COUNTS, bin.count());
            if (bin.bin() != before) {
                planes.number(Plane.GAPS, bin.bin() - before);
            }
            before = bin.bin();
        }
    }

    /// @throws IllegalArgumentException when a newer version wrote the bytes
    public static FigureSlots read(byte[] bytes) {
        try {
            var planes = new PlaneReader(new DataInputStream(new ByteArrayInputStream(Deflated.read(bytes))));
            var bySeries = new TreeMap<CheckSeries, SortedMap<Integer, CheckFigures>>();
            var count = planes.number(Plane.SHAPE);
            for (var i = 0; i < count; i++) {
                bySeries.put(new CheckSeries(planes.name(), planes.name()), slots(planes));
            }
            return new FigureSlots(bySeries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<Integer, CheckFigures> slots(PlaneReader planes) throws IOException {
        var slots = new TreeMap<Integer, CheckFigures>();
        var count = planes.number(Plane.SHAPE);
        var slot = 0;
        var first = 0;
        for (var i = 0; i < count; i++) {
            slot += (int) planes.number(Plane.SHAPE);
            var failed = planes.number(Plane.FAILURES);
            var unsure = planes.number(Plane.FAILURES);
            var size = planes.number(Plane.SHAPE);
            if (size > 0) {
                first += (int) planes.number(Plane.FIRST_BINS);
            }
            slots.put(slot, new CheckFigures(failed, unsure, LatencySketch.of(bins(first, size, planes))));
        }
        return slots;
    }

    private static List<LatencyBin> bins(int first, long size, PlaneReader planes) throws IOException {
        var bins = new ArrayList<LatencyBin>();
        var bin = first;
        for (var i = 0; i < size; i++) {
            bin += i == 0 ? 0 : (int) planes.number(Plane.GAPS);
            bins.add(new LatencyBin(bin, planes.number(Plane.COUNTS)));
        }
        return bins;
    }
}
