package dev.tocsin.incident.trust.figures.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.trust.figures.store.FigureBlock.FigureBlockKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/// Rows of figures, many at once.
@ApplicationScoped
class FigureRepository {

    private final Session session;

    FigureRepository(Session session) {
        this.session = session;
    }

    void addFragments(List<FigureBlock> blocks) {
        write(
                "insert into figure_fragment (cell, at, content) select * from unnest(:cells, :times, :contents)",
                blocks);
    }

    void replace(FigureTable table, List<FigureBlock> blocks) {
        write("""
                insert into %s (cell, at, content) select * from unnest(:cells, :times, :contents)
                on conflict (cell, at) do update set content = excluded.content""".formatted(table.table()), blocks);
    }

    private void write(String statement, List<FigureBlock> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        session.createNativeMutationQuery(statement)
                .setParameter("cells", blocks.stream().map(FigureBlock::cell).toArray(String[]::new))
                .setParameter("times", blocks.stream().map(FigureBlock::at).toArray(Instant[]::new))
                .setParameter(
                        "contents", blocks.stream().map(FigureBlock::content).toArray(byte[][]::new))
                .executeUpdate();
    }

    /// The next cells that have fragments of hours before that time.
    List<String> cellsWithFragments(String after, Instant before, int most) {
        return session.createNativeQuery("""
                        select distinct cell from figure_fragment where cell > :after and at < :before
                        order by cell limit :most""", String.class)
                .setParameter("after", after)
                .setParameter("before", before)
                .setParameter("most", most)
                .getResultList();
    }

    /// Removes fragments, and returns them.
    List<FigureBlock> takeFragments(List<String> cells, Instant before) {
        return session.createNativeQuery("""
                        delete from figure_fragment where cell = any (:cells) and at < :before
                        returning cell, at, content""", FigureBlock.class)
                .setParameter("cells", cells.toArray(String[]::new))
                .setParameter("before", before)
                .getResultList();
    }

    List<FigureBlock> packed(FigureTable table, Collection<FigureBlockKey> keys) {
        return session.createNativeQuery("""
                        select p.cell, p.at, p.content from %s p
                        join unnest(:cells, :times) as wanted (cell, at) on p.cell = wanted.cell and p.at = wanted.at""".formatted(table.table()), FigureBlock.class)
                .setParameter("cells", keys.stream().map(FigureBlockKey::cell).toArray(String[]::new))
                .setParameter("times", keys.stream().map(FigureBlockKey::at).toArray(Instant[]::new))
                .getResultList();
    }

    static List<FigureBlock> packed(FigureTable table, Cell cell, Instant from, Instant to, Session session) {
        return between(table.table(), cell, from, to, session);
    }

    static List<FigureBlock> fragments(Cell cell, Instant from, Instant to, Session session) {
        return between("figure_fragment", cell, from, to, session);
    }

    private static List<FigureBlock> between(String table, Cell cell, Instant from, Instant to, Session session) {
        return session.createNativeQuery(
                        "select cell, at, content from %s where cell = :cell and at >= :from and at < :to"
                                .formatted(table),
                        FigureBlock.class)
                .setParameter("cell", cell.toString())
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }
}
