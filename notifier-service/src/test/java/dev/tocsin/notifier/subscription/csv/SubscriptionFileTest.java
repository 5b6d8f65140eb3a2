package dev.tocsin.notifier.subscription.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.csv.RowsInOrder.RowHandler;
import dev.tocsin.notifier.subscription.csv.SubscriptionFile.CsvRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rows are read beside one another, as hosts have to be looked up, and judged in their order.
final class SubscriptionFileTest {

    private static final int ROWS = 200;

    private final List<String> added = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void asManyRowsAreReadAtOnceAsMayBeAndAddedInTheirOrder() throws IOException {
        var full = new CountDownLatch(RowsInOrder.AT_ONCE);

        var problems = SubscriptionFile.firstProblems(file(""), reading(address -> {
            full.countDown();
            return arrives(full) ? "" : "waits alone";
        }));

        assertThat(problems).isEmpty();
        assertThat(added)
                .containsExactlyElementsOf(IntStream.range(0, ROWS)
                        .mapToObj(SubscriptionFileTest::address)
                        .toList());
        assertThat(most).hasValueLessThanOrEqualTo(RowsInOrder.AT_ONCE);
    }

    /// The seventh row is known to be wrong long before the third is.
    @Test
    void theFirstBadRowOfTheFileIsNamedWhicheverIsKnownFirst() throws IOException {
        var seventh = new CountDownLatch(1);

        var problems = SubscriptionFile.firstProblems(file(""), reading(address -> {
            if (address.equals(address(7))) {
                seventh.countDown();
                return "is the seventh";
            }
            return address.equals(address(3)) && arrives(seventh) ? "is the third" : "";
        }));

        assertThat(problems).containsExactly(new FieldProblem("line 5, column address", "is the third"));
    }

    @Test
    void aRowBeforeWhatIsNoCsvIsNamedFirst() throws IOException {
        var problems = SubscriptionFile.firstProblems(
                file("email,b,too,many\n"), reading(address -> address.equals(address(ROWS - 1)) ? "is last" : ""));

        assertThat(problems)
                .containsExactly(new FieldProblem("line %d, column address".formatted(ROWS + 1), "is last"));
    }

    /// @param problem with an address; empty when there is none
    private RowHandler<String> reading(Function<String, String> problem) {
        return new RowHandler<>() {
            @Override
            public String read(CsvRow row) {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                try {
                    return problem.apply(requireNonNull(row.cells().get("address")));
                } finally {
                    underWay.decrementAndGet();
                }
            }

            @Override
            public List<FieldProblem> add(CsvRow row, String found) {
                if (found.isEmpty()) {
                    added.add(requireNonNull(row.cells().get("address")));
                }
                return found.isEmpty() ? List.of() : List.of(new FieldProblem("address", found));
            }
        };
    }

    private static boolean arrives(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ByteArrayInputStream file(String end) {
        var rows = IntStream.range(0, ROWS)
                .mapToObj(number -> "email,%s\n".formatted(address(number)))
                .collect(joining());
        return new ByteArrayInputStream(("channel,address\n" + rows + end).getBytes(UTF_8));
    }

    private static String address(int number) {
        return "jo%d@customer.example".formatted(number);
    }
}
