package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class TouchedCellRepository implements PanacheRepositoryBase<TouchedCellEntity, TouchedCellEntity.Key> {

    /// @param of how many there are in all
    record Worst(List<TouchedCell> cells, int of) {}

    /// @param verdict the worst of its bad ones; null when it is up
    private record CountedCell(
            String component, String region, @Nullable String verdict, long of) {

        TouchedCell cell() {
            return new TouchedCell(
                    new Cell(component, region), verdict == null ? Verdict.UP : Verdict.valueOf(verdict));
        }
    }

    /// All at once: an outage may have thousands.
    void keep(String incident, String outage, List<CellImpact> cells) {
        getSession()
                .createNativeMutationQuery("""
                        insert into incident_cell (incident, outage, component, region, public, bad, verdict)
                        select :incident, :outage, cell.*
                        from unnest(:components, :regions, :public, :bad, :verdicts) as cell
                        on conflict (incident, outage, component, region) do update set
                            public = excluded.public, bad = excluded.bad, verdict = excluded.verdict""")
                .setParameter("incident", incident)
                .setParameter("outage", outage)
                .setParameter("components", words(cells, impact -> impact.cell().component()))
                .setParameter("regions", words(cells, impact -> impact.cell().region()))
                .setParameter("public", cells.stream().map(CellImpact::isPublic).toArray(Boolean[]::new))
                .setParameter(
                        "bad",
                        cells.stream().map(impact -> impact.verdict().isBad()).toArray(Boolean[]::new))
                .setParameter(
                        "verdicts", words(cells, impact -> impact.verdict().name()))
                .executeUpdate();
    }

    void forget(String incident, String outage, List<Cell> cells) {
        getSession()
                .createNativeMutationQuery("""
                        delete from incident_cell
                        where incident = :incident and outage = :outage and component || '@' || region = any (:cells)""")
                .setParameter("incident", incident)
                .setParameter("outage", outage)
                .setParameter("cells", words(cells, Cell::toString))
                .executeUpdate();
    }

    /// The public cells of an incident, the worst first.
    Worst worst(String incident, int most) {
        var found = getSession()
                .createNativeQuery("""
                        select component, region, max(verdict) filter (where bad) as verdict, count(*) over () as of
                        from incident_cell where incident = :incident and public
                        group by component, region
                        order by verdict desc nulls last, region, component limit :most""", CountedCell.class)
                .setParameter("incident", incident)
                .setParameter("most", most)
                .getResultStream()
                .toList();
        return new Worst(
                found.stream().map(CountedCell::cell).toList(),
                found.isEmpty() ? 0 : Math.toIntExact(found.getFirst().of()));
    }

    private static <T> String[] words(List<T> items, Function<T, String> word) {
        return items.stream().map(word).toArray(String[]::new);
    }
}
