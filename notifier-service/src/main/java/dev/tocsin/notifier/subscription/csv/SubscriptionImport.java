package dev.tocsin.notifier.subscription.csv;

import dev.tocsin.notifier.audit.http.ActionAudit;
import dev.tocsin.notifier.subscription.Address;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.SubscriptionForm.CheckedSubscriptionForm;
import dev.tocsin.notifier.subscription.api.Subscriptions;
import dev.tocsin.notifier.subscription.csv.RowsInOrder.RowHandler;
import dev.tocsin.notifier.subscription.csv.SubscriptionFile.CsvRow;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.notifier.subscription.store.ImportedSubscriptions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Imports a file of subscriptions. All of it is checked before a transaction begins, so that no transaction waits for
/// the sender.
@ApplicationScoped
class SubscriptionImport {

    sealed interface Imported {

        record Done(int added, int changed) implements Imported {}

        record Wrong(List<FieldProblem> problems) implements Imported {}

        record CatalogUnknown() implements Imported {}
    }

    private static final int AT_ONCE = 1000;
    private static final int MOST = 200_000;
    private static final int LONGEST_SECONDS = 600;
    private static final String ACTION = "Import subscriptions";
    private static final String SUBJECT = "A CSV file";

    private final ImportedSubscriptions store;
    private final Subscriptions subscriptions;
    private final PublishedCatalog catalog;
    private final ActionAudit audit;
    private final Clock clock = Clock.systemUTC();

    SubscriptionImport(
            ImportedSubscriptions store, Subscriptions subscriptions, PublishedCatalog catalog, ActionAudit audit) {
        this.store = store;
        this.subscriptions = subscriptions;
        this.catalog = catalog;
        this.audit = audit;
    }

    Imported take(InputStream file) throws IOException {
        var known = catalog.known();
        if (known.isEmpty()) {
            return new Imported.CatalogUnknown();
        }
        var rows = new ImportedRows(known);
        var problems = SubscriptionFile.firstProblems(file, rows);
        if (problems.isEmpty()) {
            return keep(rows.confirmed);
        }
        audit.note(ACTION, SUBJECT, "Refused: nothing was changed");
        return new Imported.Wrong(problems);
    }

    private Imported keep(List<Subscription> confirmed) {
        return QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).call(() -> {
            store.lock();
            var added = 0;
            for (var from = 0; from < confirmed.size(); from += AT_ONCE) {
                added += store.addOrChange(confirmed.subList(from, Math.min(confirmed.size(), from + AT_ONCE)));
            }
            var changed = confirmed.size() - added;
            audit.note(ACTION, SUBJECT, "%d added, %d changed".formatted(added, changed));
            return new Imported.Done(added, changed);
        });
    }

    /// @param problems the problems with its cells
    private record ReadRow(List<FieldProblem> problems, CheckedSubscriptionForm checked) {}

    /// The rows that were read so far.
    private final class ImportedRows implements RowHandler<ReadRow> {

        private final KnownCatalog known;
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<Subscription> confirmed = new ArrayList<>();

        private ImportedRows(KnownCatalog known) {
            this.known = known;
        }

        @Override
        public ReadRow read(CsvRow row) {
            var problems = new ArrayList<FieldProblem>();
            var form = SubscriptionRow.form(row.cells(), subscriptions.channels(), problems);
            return new ReadRow(problems, form.check(known, subscriptions.channels()));
        }

        @Override
        public List<FieldProblem> add(CsvRow row, ReadRow read) {
            var problems = new ArrayList<>(read.problems());
            switch (read.checked()) {
                case CheckedSubscriptionForm.Wrong(var wrong) -> problems.addAll(wrong);
                case CheckedSubscriptionForm.Right(var address, var choices) -> {
                    var before = lines.putIfAbsent(key(address), row.line());
                    if (before != null) {
                        problems.add(new FieldProblem(
                                "address", "is also on line %d; an address has one subscription".formatted(before)));
                    } else if (confirmed.size() == MOST) {
                        problems.add(new FieldProblem(
                                "channel", "has more than %d rows; import the rest with another file".formatted(MOST)));
                    } else {
                        confirmed.add(new Subscription(
                                subscriptions.newId(),
                                SubscriptionState.CONFIRMED,
                                address,
                                choices.scope(),
                                choices.preferences(),
                                clock.instant(),
                                null));
                    }
                }
            }
            return problems;
        }
    }

    private static String key(Address address) {
        var text = address.text();
        return address.channel() + " " + (address instanceof MailAddress ? text.toLowerCase(Locale.ROOT) : text);
    }
}
