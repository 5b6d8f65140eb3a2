package dev.tocsin.notifier.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.ledger.Frontier;
import dev.tocsin.notifier.ledger.Hash;
import dev.tocsin.notifier.ledger.InclusionProof;
import dev.tocsin.notifier.ledger.LedgerEntry;
import dev.tocsin.notifier.ledger.NotificationFigures;
import dev.tocsin.notifier.ledger.Subtrees;
import dev.tocsin.notifier.ledger.store.LedgerBatchEntity.LedgerBatchKey;
import dev.tocsin.notifier.ledger.store.LedgerNodeEntity.LedgerNodeKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Stores the outcome of each notice. The instance that publishes the steps of deliveries appends the entries, one
/// instance at a time and many entries at once: no attempt waits for it, and a batch costs a handful of statements,
/// however many entries and incidents it has.
@ApplicationScoped
@Transactional
public class LedgerRepository implements PanacheRepositoryBase<LedgerEntity, String> {

    /// Smaller subtrees are hashed again when a proof needs them.
    private static final int LEAST_KEPT_LEVEL = 8;

    private static final int PREFIX_BYTES = 4;

    /// @param text the entry as it was hashed
    public record SealedEntry(long index, String text) {}

    /// @param entry the last entry of its delivery
    public record ProvenEntry(String entry, InclusionProof proof, Hash root) {}

    /// The entries that a ledger gains, and its state with them.
    private record LedgerAppend(
            String about, long first, List<byte[]> lines, String deliveries, Frontier frontier, String figures) {}

    private record Node(String about, int level, long index, Hash hash) {}

    /// Appends entries in their order, each to the ledger of its incident or window. Two transactions that append to
    /// the same ledger wait for one another.
    public void append(List<LedgerEntry> entries) {
        var byAbout = entries.stream().collect(groupingBy(LedgerEntry::about, TreeMap::new, toList()));
        if (byAbout.isEmpty()) {
            return;
        }
        getSession().flush();
        getSession().clear(); // a ledger that this transaction has read before would be out of date
        var before =
                find("about in ?1", Sort.by("about"), byAbout.keySet())
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .stream()
                        .collect(toMap(LedgerEntity::about, Function.identity()));
        var nodes = new ArrayList<Node>();
        var growths = byAbout.entrySet().stream()
                .map(each -> growth(each.getKey(), before.get(each.getKey()), each.getValue(), nodes))
                .toList();
        write(growths);
        if (!nodes.isEmpty()) {
            writeNodes(nodes);
        }
        getSession().clear();
    }

    private static LedgerAppend growth(
            String about, @Nullable LedgerEntity before, List<LedgerEntry> entries, List<Node> nodes) {
        var frontier = before == null ? Frontier.EMPTY : before.frontier();
        var figures = before == null ? NotificationFigures.empty() : before.figures();
        entries.forEach(figures::count);
        var lines = entries.stream().map(LedgerEntry::bytes).toList();
        var next = frontier.append(lines.stream().map(Hash::ofLeaf).toList(), (level, index, hash) -> {
            if (level >= LEAST_KEPT_LEVEL) {
                nodes.add(new Node(about, level, index, hash));
            }
        });
        return new LedgerAppend(about, frontier.size(), lines, prefixes(entries), next, figures.json());
    }

    private static String prefixes(List<LedgerEntry> entries) {
        var bytes = new ByteArrayOutputStream();
        entries.forEach(entry -> bytes.writeBytes(prefix(entry.delivery())));
        return base64(bytes.toByteArray());
    }

    private static byte[] prefix(String delivery) {
        return delivery.length() >= 2 * PREFIX_BYTES && delivery.chars().allMatch(HexFormat::isHexDigit)
                ? HexFormat.of().parseHex(delivery, 0, 2 * PREFIX_BYTES)
                : new byte[PREFIX_BYTES];
    }

    private void write(List<LedgerAppend> growths) {
        getSession()
                .createNativeMutationQuery("""
                        insert into ledger (about, size, frontier, figures, sealed_at)
                        select about, size, decode(frontier, 'base64'), cast(figures as jsonb), now()
                        from unnest(:abouts, :sizes, :frontiers, :figures) as grown(about, size, frontier, figures)
                        on conflict (about) do update set (size, frontier, figures, sealed_at) =
                            (excluded.size, excluded.frontier, excluded.figures, excluded.sealed_at)""")
                .setParameter("abouts", texts(growths, LedgerAppend::about))
                .setParameter(
                        "sizes",
                        growths.stream().map(each -> each.frontier().size()).toArray(Long[]::new))
                .setParameter("frontiers", texts(growths, each -> base64(each.frontier())))
                .setParameter("figures", texts(growths, LedgerAppend::figures))
                .executeUpdate();
        getSession()
                .createNativeMutationQuery("""
                        insert into ledger_batch (about, first, size, entries, deliveries)
                        select about, first, size, decode(entries, 'base64'), decode(deliveries, 'base64')
                        from unnest(:abouts, :firsts, :sizes, :entries, :deliveries)
                            as grown(about, first, size, entries, deliveries)""")
                .setParameter("abouts", texts(growths, LedgerAppend::about))
                .setParameter(
                        "firsts", growths.stream().map(LedgerAppend::first).toArray(Long[]::new))
                .setParameter(
                        "sizes",
                        growths.stream().map(each -> each.lines().size()).toArray(Integer[]::new))
                .setParameter("entries", texts(growths, each -> base64(DeflatedLines.write(each.lines()))))
                .setParameter("deliveries", texts(growths, LedgerAppend::deliveries))
                .executeUpdate();
    }

    private void writeNodes(List<Node> nodes) {
        getSession()
                .createNativeMutationQuery("""
                        insert into ledger_node (about, level, index, hash)
                        select about, level, index, decode(hash, 'base64')
                        from unnest(:abouts, :levels, :indexes, :hashes) as completed(about, level, index, hash)""")
                .setParameter("abouts", texts(nodes, Node::about))
                .setParameter("levels", nodes.stream().map(Node::level).toArray(Integer[]::new))
                .setParameter("indexes", nodes.stream().map(Node::index).toArray(Long[]::new))
                .setParameter("hashes", texts(nodes, node -> node.hash().base64()))
                .executeUpdate();
    }

    public Optional<Frontier> frontier(String about) {
        return findByIdOptional(about).map(LedgerEntity::frontier);
    }

    public Optional<NotificationFigures> figures(String about) {
        return findByIdOptional(about).map(LedgerEntity::figures);
    }

    /// The entries from an index on.
    public List<SealedEntry> entries(String about, long from, int most) {
        return leaves(about, from, from + most).entrySet().stream()
                .map(leaf -> new SealedEntry(leaf.getKey(), new String(leaf.getValue(), UTF_8)))
                .toList();
    }

    /// @return empty while no step of such a delivery to the subscription is in the ledger
    public Optional<ProvenEntry> prove(String about, String subscription, String delivery) {
        return findByIdOptional(about)
                .map(LedgerEntity::frontier)
                .flatMap(frontier -> last(about, delivery)
                        .filter(entry -> LedgerEntry.read(entry.text().getBytes(UTF_8))
                                .subscription()
                                .equals(subscription))
                        .filter(entry -> entry.index() < frontier.size())
                        .map(entry -> new ProvenEntry(
                                entry.text(),
                                InclusionProof.of(entry.index(), frontier.size(), subtrees(about)),
                                frontier.root())));
    }

    /// The ledger that a delivery belongs to, if it is to this subscription.
    public Optional<String> about(String subscription, String delivery) {
        return OneColumn.query(
                        getSession(),
                        "select incident from delivery where id = :delivery and subscription = :subscription",
                        String.class)
                .setParameter("delivery", delivery)
                .setParameter("subscription", subscription)
                .uniqueResultOptional();
    }

    private Optional<SealedEntry> last(String about, String delivery) {
        return candidates(about, delivery).stream()
                .map(first -> getEntityManager().find(LedgerBatchEntity.class, new LedgerBatchKey(about, first)))
                .flatMap(batch -> last(batch, delivery).stream())
                .findFirst();
    }

    /// The batches that may have an entry of the delivery, the latest first.
    private List<Long> candidates(String about, String delivery) {
        return OneColumn.query(getSession(), """
                        select first from ledger_batch
                        where about = :about and position(decode(:prefix, 'base64') in deliveries) > 0
                        order by first desc""", Long.class)
                .setParameter("about", about)
                .setParameter("prefix", base64(prefix(delivery)))
                .getResultList();
    }

    private static Optional<SealedEntry> last(LedgerBatchEntity batch, String delivery) {
        var lines = batch.entries();
        return IntStream.range(0, lines.size())
                .map(i -> lines.size() - 1 - i)
                .filter(i -> LedgerEntry.read(lines.get(i)).delivery().equals(delivery))
                .mapToObj(i -> new SealedEntry(batch.first() + i, new String(lines.get(i), UTF_8)))
                .findFirst();
    }

    /// Large subtrees are looked up; small ones are hashed again from the block of 256 entries around them.
    private Subtrees subtrees(String about) {
        var blocks = new HashMap<Long, Map<Long, byte[]>>();
        return new Subtrees() {
            @Override
            public Hash at(int level, long index) {
                if (level >= LEAST_KEPT_LEVEL) {
                    return node(about, level, index);
                }
                if (level > 0) {
                    return Hash.ofNode(at(level - 1, 2 * index), at(level - 1, 2 * index + 1));
                }
                var block = index >> LEAST_KEPT_LEVEL;
                var leaf = blocks.computeIfAbsent(
                                block, _ -> leaves(about, block << LEAST_KEPT_LEVEL, (block + 1) << LEAST_KEPT_LEVEL))
                        .get(index);
                if (leaf == null) {
                    throw new IllegalStateException("the ledger of %s lacks entry %d".formatted(about, index));
                }
                return Hash.ofLeaf(leaf);
            }
        };
    }

    private Hash node(String about, int level, long index) {
        var node = getEntityManager().find(LedgerNodeEntity.class, new LedgerNodeKey(about, (short) level, index));
        if (node == null) {
            throw new IllegalStateException(
                    "the ledger of %s lacks node %d of level %d".formatted(about, index, level));
        }
        return node.hash();
    }

    /// The leaves by their index, in its order.
    private SortedMap<Long, byte[]> leaves(String about, long from, long to) {
        var leaves = new TreeMap<Long, byte[]>();
        getSession()
                .createNativeQuery("""
                        select * from ledger_batch
                        where about = :about and first < :to and first >= coalesce((
                            select max(first) from ledger_batch where about = :about and first <= :from), 0)
                        order by first limit :most""", LedgerBatchEntity.class)
                .setReadOnly(true)
                .setParameter("about", about)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("most", to - from)
                .getResultStream()
                .forEach(batch -> {
                    var lines = batch.entries();
                    for (var i = 0; i < lines.size(); i++) {
                        var index = batch.first() + i;
                        if (index >= from && index < to) {
                            leaves.put(index, lines.get(i));
                        }
                    }
                });
        return leaves;
    }

    private static String base64(Frontier frontier) {
        var bytes = new ByteArrayOutputStream();
        frontier.subtrees().forEach(hash -> bytes.writeBytes(hash.bytes()));
        return base64(bytes.toByteArray());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static <T> String[] texts(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }
}
