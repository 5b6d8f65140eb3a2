package dev.tocsin.engine.correlation.rule;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.reverseOrder;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.CellGroup;
import dev.tocsin.engine.catalog.NamedCell;
import dev.tocsin.engine.lifecycle.Impact;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The title of an incident: one line for customers. It names each component only with the regions in which it is or
/// was bad, and with its worst verdict there.
final class Title {

    private static final Comparator<ComponentDefined> WEIGHTIEST = comparing(ComponentDefined::weight, reverseOrder())
            .thenComparingInt(ComponentDefined::position)
            .thenComparing(ComponentDefined::id);

    private Title() {}

    /// @param verdict the worst verdict that the cell had
    private record TitledCell(
            Cell cell,
            String componentName,
            String regionName,
            Verdict verdict,
            Severity severity,
            @Nullable ComponentDefined component)
            implements NamedCell {}

    /// Names only public components if there are any: the gravest first, then the weightiest.
    ///
    /// @param impacts at least one
    /// @param severity the severity of one impact
    static String of(Collection<Impact> impacts, Function<Impact, Severity> severity, Catalog catalog) {
        var isForCustomers = impacts.stream().anyMatch(impact -> impact.now().isPublic());
        var cells = impacts.stream()
                .filter(impact -> impact.now().isPublic() || !isForCustomers)
                .map(impact -> affected(impact, severity.apply(impact), catalog))
                .sorted(comparing(TitledCell::component, Comparator.nullsLast(WEIGHTIEST))
                        .thenComparing(TitledCell::cell))
                .toList();
        return CellGroup.claims(
                CellGroup.of(cells).stream().sorted(gravestFirst()).toList());
    }

    private static TitledCell affected(Impact impact, Severity severity, Catalog catalog) {
        var cell = impact.cell();
        return new TitledCell(
                cell,
                CellNames.component(catalog, cell.component()),
                CellNames.region(catalog, cell.region()),
                impact.worst(),
                severity,
                catalog.component(cell.component()).orElse(null));
    }

    private static Comparator<CellGroup<TitledCell>> gravestFirst() {
        return comparing(Title::severity, reverseOrder())
                .thenComparing(group -> group.cells().stream().noneMatch(cell -> cell.verdict() == Verdict.DOWN))
                .thenComparing(comparingInt(
                                (CellGroup<TitledCell> group) -> group.cells().size())
                        .reversed());
    }

    private static Severity severity(CellGroup<TitledCell> group) {
        return group.cells().stream()
                .map(TitledCell::severity)
                .max(Severity::compareTo)
                .orElse(Severity.INTERNAL);
    }
}
