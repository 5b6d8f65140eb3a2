package dev.tocsin.notifier.subscription.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.csv.RowsInOrder.Bad;
import dev.tocsin.notifier.subscription.csv.RowsInOrder.RowHandler;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads and writes CSV (RFC 4180), a row at a time.
final class SubscriptionFile {

    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectReader ROWS =
            MAPPER.readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader());

    private SubscriptionFile() {}

    /// @param line the line on which the row begins, from 1
    record CsvRow(int line, Map<String, String> cells) {}

    /// Reads rows until one cannot be added.
    ///
    /// @return the first problem of the file as such, or all problems of the first row that has some; their fields
    ///     name the line
    static <T> List<FieldProblem> firstProblems(InputStream file, RowHandler<T> reading) throws IOException {
        try (var rows = new RowsInOrder<>(reading)) {
            var found = beginAll(file, rows);
            // Rows that come before it in the file are still being read
            var earlier = found.bad().or(rows::end);
            return earlier.map(bad -> at(bad.row().line(), bad.problems())).orElse(found.ofFile());
        }
    }

    /// @param bad the row that could not be added
    /// @param ofFile the problem of the file as such, from some line on
    private record FileProblems(Optional<Bad> bad, List<FieldProblem> ofFile) {

        static FileProblems wrong(String where, String message) {
            return new FileProblems(Optional.empty(), List.of(new FieldProblem(where, message)));
        }
    }

    private static FileProblems beginAll(InputStream file, RowsInOrder<?> rows) throws IOException {
        try (MappingIterator<Map<String, String>> csv = ROWS.readValues(file)) {
            var line = 1;
            try {
                var bad = Optional.<Bad>empty();
                for (var isFirst = true; bad.isEmpty() && csv.hasNextValue(); isFirst = false) {
                    line = csv.getParser().currentLocation().getLineNr();
                    if (isFirst) {
                        var header = headerProblem((CsvParser) csv.getParser());
                        if (header.isPresent()) {
                            return new FileProblems(Optional.empty(), List.of(header.get()));
                        }
                    }
                    bad = rows.begin(new CsvRow(line, csv.nextValue()));
                }
                return new FileProblems(bad, List.of());
            } catch (CharConversionException _) {
                return FileProblems.wrong("line %d".formatted(line), "is not UTF-8");
            } catch (JsonProcessingException e) {
                return FileProblems.wrong(
                        "line %d".formatted(line), "cannot be read as CSV: %s".formatted(e.getOriginalMessage()));
            }
        }
    }

    private static List<FieldProblem> at(int line, List<FieldProblem> problems) {
        return problems.stream()
                .map(found -> new FieldProblem(
                        "line %d, column %s".formatted(line, SubscriptionRow.column(found.field())), found.message()))
                .toList();
    }

    private static Optional<FieldProblem> headerProblem(CsvParser parser) {
        var found = new ArrayList<String>();
        parser.getSchema().forEach(column -> found.add(column.getName()));
        var strange = found.stream()
                .filter(name -> !SubscriptionRow.COLUMNS.contains(name))
                .findFirst();
        if (strange.isPresent()) {
            return Optional.of(new FieldProblem(
                    "line 1, column %s".formatted(strange.get()),
                    "is not known; known are %s".formatted(String.join(", ", SubscriptionRow.COLUMNS))));
        }
        return SubscriptionRow.NEEDED.stream()
                .filter(name -> !found.contains(name))
                .findFirst()
                .map(name -> new FieldProblem("line 1", "has no column %s".formatted(name)));
    }

    /// @param rows the cells of each row, in the order of the columns
    static void write(OutputStream out, Iterable<String[]> rows) throws IOException {
        var schema = CsvSchema.builder();
        SubscriptionRow.COLUMNS.forEach(schema::addColumn);
        try (var writer = MAPPER.writerFor(String[].class)
                .with(schema.build().withHeader())
                .writeValues(out)) {
            for (var row : rows) {
                writer.write(row);
            }
        }
    }
}
