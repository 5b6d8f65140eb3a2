package dev.tocsin.incident.trust.pageparts;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.uptime.Status;

/// A cell as one small mark, for pages with thousands of cells: a link alone, without an id.
///
/// @param what the cell's name, such as `Log in – North America`
public record CellMark(Cell cell, String what, Status status) {

    /// The id of the tile in whose place the mark stands.
    public String id() {
        return "cell-" + cell.component() + "--" + cell.region();
    }
}
