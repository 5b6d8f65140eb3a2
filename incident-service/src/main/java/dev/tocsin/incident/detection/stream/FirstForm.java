package dev.tocsin.incident.detection.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.engine.detection.Ballot;
import dev.tocsin.engine.detection.Ballot.Cast;
import dev.tocsin.engine.detection.CellState;
import dev.tocsin.engine.detection.CheckState;
import dev.tocsin.engine.detection.Flapping;
import dev.tocsin.engine.detection.Recent;
import dev.tocsin.engine.detection.VotedCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads a cell in the first form of state: JSON, with fewer results of each vantage point and no flapping.
final class FirstForm {

    private FirstForm() {}

    static CellState readCell(byte[] json) {
        try {
            return cell(Json.mapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CellState cell(JsonNode cell) {
        var verdict = read(cell.get("verdict"), Verdict.class);
        return new CellState(
                Cell.of(cell.get("cell").asText()),
                cell.get("number").asLong(),
                verdict,
                time(cell.get("onset"), 0),
                list(cell.get("marks"), mark -> read(mark, Mark.class)),
                new Flapping(verdict == Verdict.UNKNOWN ? null : verdict, List.of()),
                list(cell.get("checks"), FirstForm::check));
    }

    private static CheckState check(JsonNode check) {
        return new VotedCheck(
                read(check.get("definition"), AssignedCheck.class),
                time(check.get("definedAt"), 0),
                read(check.get("verdict"), Verdict.class),
                time(check.get("since"), 0),
                time(check.get("contestedSince"), Long.MAX_VALUE),
                list(check.get("ballots"), FirstForm::ballot));
    }

    private static Ballot ballot(JsonNode ballot) {
        var results = list(ballot.get("results"), result -> result);
        var recent = Recent.first(time(results.getFirst().get("time"), 0), says(results.getFirst()));
        for (var result : results.subList(1, results.size())) {
            recent = recent.with(time(result.get("time"), 0), says(result));
        }
        var cast = ballot.get("cast");
        return new Ballot(ballot.get("vantagePoint").asText(), recent, cast.isNull() ? null : cast(cast));
    }

    private static Cast cast(JsonNode cast) {
        return new Cast(
                read(cast.get("vote"), Vote.class),
                false,
                time(cast.get("since"), 0),
                time(cast.get("confirmed"), 0),
                read(cast.get("error"), ErrorKind.class));
    }

    private static Vote says(JsonNode result) {
        return read(result.get("says"), Vote.class);
    }

    private static long time(@Nullable JsonNode time, long otherwise) {
        return time == null || time.isNull()
                ? otherwise
                : Instant.parse(time.asText()).toEpochMilli();
    }

    private static <T> T read(JsonNode node, Class<T> type) {
        return Json.mapper().convertValue(node, type);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        return StreamSupport.stream(array.spliterator(), false).map(each).toList();
    }
}
