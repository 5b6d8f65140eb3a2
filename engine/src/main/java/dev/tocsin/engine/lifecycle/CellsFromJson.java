package dev.tocsin.engine.lifecycle;

import com.fasterxml.jackson.databind.util.StdConverter;
import dev.tocsin.contract.Cell;
import java.util.List;
import java.util.SortedMap;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// Restores the persistent collections of an [Outage] from their stored form.
final class CellsFromJson {

    private CellsFromJson() {}

    static final class AsSet extends StdConverter<List<Cell>, PSortedSet<Cell>> {
        @Override
        public PSortedSet<Cell> convert(List<Cell> cells) {
            return TreePSet.from(cells);
        }
    }

    static final class AsImpacts extends StdConverter<SortedMap<Cell, Impact>, PSortedMap<Cell, Impact>> {
        @Override
        public PSortedMap<Cell, Impact> convert(SortedMap<Cell, Impact> impacts) {
            return TreePMap.fromSortedMap(impacts);
        }
    }
}
