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
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    /// @param line on which the row begins, from 1
    record Row(int line, Map<String, String> cells) {}

    /// A row at a time, until `problem` has found some.
    ///
    /// @return the first problem of the file as such, or all of the first row that has some; their fields name
    ///     the line
    static List<FieldProblem> firstProblems(InputStream file, Function<Row, List<FieldProblem>> problem)
            throws IOException {
        try (MappingIterator<Map<String, String>> rows = ROWS.readValues(file)) {
            var line = 1;
            try {
                var isFirst = true;
                while (rows.hasNextValue()) {
                    line = rows.getParser().currentLocation().getLineNr();
                    if (isFirst) {
                        var header = headerProblem((CsvParser) rows.getParser());
                        if (header.isPresent()) {
                            return List.of(header.get());
                        }
                        isFirst = false;
                    }
                    var row = new Row(line, rows.nextValue());
                    var found = problem.apply(row);
                    if (!found.isEmpty()) {
                        return at(row.line(), found);
                    }
                }
                return List.of();
            } catch (CharConversionException _) {
                return List.of(new FieldProblem("line %d".formatted(line), "is not UTF-8"));
            } catch (JsonProcessingException e) {
                return List.of(new FieldProblem(
                        "line %d".formatted(line), "cannot be read as CSV: %s".formatted(e.getOriginalMessage())));
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
                    "is not known; there are %s".formatted(String.join(", ", SubscriptionRow.COLUMNS))));
        }
        return SubscriptionRow.NEEDED.stream()
                .filter(name -> !found.contains(name))
                .findFirst()
                .map(name -> new FieldProblem("line 1", "has no column %s".formatted(name)));
    }

    /// @param rows the cells of each, in the order of the columns
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
