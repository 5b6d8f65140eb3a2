package dev.tocsin.incident.dashboard.page;

import dev.tocsin.incident.dashboard.GridFilter;
import dev.tocsin.incident.dashboard.OpsPage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The grid of the present page as HTML, by filter: thousands of cells are rendered once for all operators who
/// open the page within the same second.
final class RenderedGrids {

    static final int MOST_FILTERS = 16;

    private final Map<GridFilter, byte[]> byFilter = new HashMap<>();
    private @Nullable OpsPage present;

    /// A page is present as long as it is the same object, which is at most a second.
    ///
    /// @param filter not one that depends on its reader
    @SuppressWarnings("ReferenceEquality")
    synchronized byte[] of(OpsPage page, GridFilter filter, Supplier<byte[]> render) {
        if (page != present || byFilter.size() >= MOST_FILTERS) {
            byFilter.clear();
            present = page;
        }
        return byFilter.computeIfAbsent(filter, _ -> render.get());
    }
}
