package dev.tocsin.standalone;

import dev.tocsin.contract.Cell;
import dev.tocsin.standalone.sample.SampleLayout;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Every port of a run, `offset` away from the usual ones, so that several runs fit on one machine.
public record RunPorts(int offset) {

    /// Keeps the highest port under 65,536.
    public static final int MAX_OFFSET = 50_000;

    public RunPorts {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new Trouble("--port-offset %d is not between 0 and %d.".formatted(offset, MAX_OFFSET));
        }
    }

    public int of(Port port) {
        return port.base() + offset;
    }

    public int of(Cell cell) {
        return of(Port.FIRST_CELL) + SampleLayout.CELLS.indexOf(cell);
    }

    public String url(Port port) {
        return "http://127.0.0.1:" + of(port);
    }

    /// Each port with its owner.
    public SortedMap<Integer, String> all() {
        var all = new TreeMap<Integer, String>();
        for (var port : Port.values()) {
            all.put(of(port), port.owner());
        }
        for (var cell : SampleLayout.CELLS) {
            all.put(of(cell), cell + " of the sample product");
        }
        return all;
    }

    /// A message about the first port that another program has.
    public Optional<String> taken(IntPredicate isFree) {
        return all().entrySet().stream()
                .filter(port -> !isFree.test(port.getKey()))
                .findFirst()
                .map(port -> "Port %d, for %s, is taken by another program.".formatted(port.getKey(), port.getValue()));
    }
}
