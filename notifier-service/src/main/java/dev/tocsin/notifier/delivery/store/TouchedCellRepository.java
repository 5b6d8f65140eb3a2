package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.notifier.delivery.store.TouchedCellEntity.TouchedCellKey;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class TouchedCellRepository implements PanacheRepositoryBase<TouchedCellEntity, TouchedCellKey> {

    /// @param of the number of cells in all
    record Worst(List<TouchedCell> cells, int of) {}

    /// @param verdict the worst of its bad verdicts; null when it is up
    private record CountedCell(
            String component, String region, @Nullable String verdict, long of) {

        TouchedCell cell() {
            return new TouchedCell(
                    new Cell(component, region), verdict == null ? Verdict.UP : Verdict.valueOf(verdict));
        }
    }

    /// Sets the components that an incident touches, all at once: an outage may have thousands.
    ///
    /// @param all whether the outages list all that they touch; if not, the unlisted ones stay as they were
    void set(String incident, List<PublicOutage> outages, boolean all) {
        var rows = outages.stream().flatMap(TouchedCellRepository::rows).toList();
        if (all) {
            getSession()
                    .createNativeMutationQuery("""
                        delete from incident_cell c
                        where c.incident = :incident and not exists (
                            select from unnest(:outages, :components) as listed (outage, component)
                            where listed.outage = c.outage and listed.component = c.component)""")
                    .setParameter("incident", incident)
                    .setParameter("outages", words(rows, TouchedCellRow::outage))
                    .setParameter("components", words(rows, TouchedCellRow::component))
                    .executeUpdate();
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into incident_cell (incident, outage, component, region, public, bad, verdict)
                        select :incident, outage, component, region, true, verdict <> 'UP', verdict
                        from unnest(:outages, :components, :regions, :verdicts)
                            as listed (outage, component, region, verdict)
                        on conflict (incident, outage, component, region) do update set
                            public = true, bad = excluded.bad, verdict = excluded.verdict
                        where not incident_cell.public or incident_cell.verdict <> excluded.verdict""")
                .setParameter("incident", incident)
                .setParameter("outages", words(rows, TouchedCellRow::outage))
                .setParameter("components", words(rows, TouchedCellRow::component))
                .setParameter("regions", words(rows, TouchedCellRow::region))
                .setParameter("verdicts", words(rows, row -> row.verdict().name()))
                .executeUpdate();
    }

    private record TouchedCellRow(String outage, String component, String region, Verdict verdict) {}

    private static Stream<TouchedCellRow> rows(PublicOutage outage) {
        return Stream.of(
                        rows(outage, outage.down(), Verdict.DOWN),
                        rows(outage, outage.degraded(), Verdict.DEGRADED),
                        rows(outage, outage.recovered(), Verdict.UP))
                .flatMap(Function.identity());
    }

    private static Stream<TouchedCellRow> rows(PublicOutage outage, List<String> components, Verdict verdict) {
        return components.stream()
                .map(component -> new TouchedCellRow(outage.outage(), component, outage.region(), verdict));
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
