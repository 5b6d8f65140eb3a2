package dev.tocsin.notifier.subscription.csv;

import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.csv.SubscriptionFile.CsvRow;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads rows on virtual threads, some at once, and adds them in the order of the file: the host of each webhook is
/// looked up, which may take seconds, and a file has thousands of them.
///
/// @param <T> the result of reading a row
final class RowsInOrder<T> implements AutoCloseable {

    /// Leaves most of the threads that look up hosts to the sending of notices.
    static final int AT_ONCE = 16;

    private final RowHandler<T> reading;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Begun<T>> underWay = new ArrayDeque<>();

    interface RowHandler<T> {

        /// Runs on a thread of its own, while other rows are read.
        T read(CsvRow row);

        /// Runs in the order of the file.
        ///
        /// @return the problems with the row; none when it was added
        List<FieldProblem> add(CsvRow row, T read);
    }

    private record Begun<T>(CsvRow row, Future<T> read) {}

    /// A row that cannot be added.
    record Bad(CsvRow row, List<FieldProblem> problems) {}

    RowsInOrder(RowHandler<T> reading) {
        this.reading = reading;
    }

    /// Begins to read a row; waits while as many as [#AT_ONCE] are read.
    ///
    /// @return the row that could not be added meanwhile, if there is one
    Optional<Bad> begin(CsvRow row) {
        underWay.add(new Begun<>(row, threads.submit(() -> reading.read(row))));
        return underWay.size() < AT_ONCE ? Optional.empty() : addNext();
    }

    /// Adds the rows that are left, until one has problems.
    Optional<Bad> end() {
        var bad = Optional.<Bad>empty();
        while (bad.isEmpty() && !underWay.isEmpty()) {
            bad = addNext();
        }
        return bad;
    }

    private Optional<Bad> addNext() {
        var next = underWay.remove();
        try {
            var problems = reading.add(next.row(), next.read().get());
            return problems.isEmpty() ? Optional.empty() : Optional.of(new Bad(next.row(), problems));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a row could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted", e);
        }
    }

    /// Abandons the rows that are still being read.
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
