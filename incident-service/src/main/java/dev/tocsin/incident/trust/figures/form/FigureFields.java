package dev.tocsin.incident.trust.figures.form;

import dev.tocsin.contract.figures.MinuteCounted.LatencyBin;
import dev.tocsin.incident.trust.figures.CheckFigures;
import dev.tocsin.incident.trust.figures.LatencySketch;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import org.apache.kafka.common.utils.ByteUtils;

/// The fields of stored figures. A typical latency takes two bytes: the distance of its bin from the one before, and
/// its count.
final class FigureFields {

    private FigureFields() {}

    static void number(DataOutputStream out, long number) throws IOException {
        ByteUtils.writeVarlong(number, out);
    }

    static long number(DataInputStream in) throws IOException {
        return ByteUtils.readVarlong(in);
    }

    static void figures(DataOutputStream out, CheckFigures figures) throws IOException {
        number(out, figures.failed());
        number(out, figures.unsure());
        var bins = figures.latencies().bins();
        number(out, bins.size());
        var before = 0;
        for (var bin : bins) {
            number(out, bin.bin() - before);
            number(out, bin.count());
            before = bin.bin();
        }
    }

    static CheckFigures figures(DataInputStream in) throws IOException {
        var failed = number(in);
        var unsure = number(in);
        var size = number(in);
        var bins = new ArrayList<LatencyBin>();
        var bin = 0;
        for (var i = 0; i < size; i++) {
            bin += (int) number(in);
            bins.add(new LatencyBin(bin, number(in)));
        }
        return new CheckFigures(failed, unsure, LatencySketch.of(bins));
    }
}
