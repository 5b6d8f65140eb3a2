package dev.tocsin.standalone.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.standalone.http.Endpoint;
import dev.tocsin.standalone.http.Reply;
import dev.tocsin.standalone.http.Request;
import dev.tocsin.standalone.http.StaticPage;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The page and the API that break and heal cells.
final class SampleControl implements Endpoint {

    private static final Pattern ACTION = Pattern.compile("/cells/([^/]+)/(break|heal)");

    private final SampleProduct product;
    private final Reply page = StaticPage.of(SampleControl.class, "control.html");

    SampleControl(SampleProduct product) {
        this.product = product;
    }

    /// @param fault the fault of the cell itself
    /// @param failsWith the broken cells that it needs
    record SampleCellView(Cell cell, int port, @Nullable SampleFault fault, List<Cell> needs, List<Cell> failsWith) {}

    private record Break(@Nullable SampleFault how) {}

    @Override
    public Reply answer(Request request) {
        var action = ACTION.matcher(request.path());
        return switch (request.method() + " " + (action.matches() ? action.group(2) : request.path())) {
            case "GET /" -> page;
            case "GET /cells" -> Reply.items(shown());
            case "POST break" -> breakCell(action.group(1), request);
            case "POST heal" -> become(action.group(1), null);
            default -> Reply.notFound("Use GET /cells, POST /cells/{cell}/break or POST /cells/{cell}/heal.");
        };
    }

    private Reply breakCell(String name, Request request) {
        try {
            var how = Json.mapper().readValue(request.body(), Break.class).how();
            return how == null
                    ? Reply.problem(400, "Bad request", "\"how\" is missing; it is errors, timeout, refuse or slow.")
                    : become(name, how);
        } catch (JsonMappingException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return Reply.problem(400, "Bad request", String.valueOf(cause.getMessage()));
        } catch (JsonProcessingException e) {
            return Reply.problem(400, "Bad request", "The body is not JSON.");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Reply become(String name, @Nullable SampleFault fault) {
        return product.cell(name)
                .map(cell -> {
                    cell.become(fault);
                    return Reply.json(200, shown(cell));
                })
                .orElseGet(() -> Reply.notFound("There is no cell \"%s\"; the cells are %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        SampleLayout.CELLS.stream()
                                                .map(Cell::toString)
                                                .toList()))));
    }

    private List<SampleCellView> shown() {
        return product.cells().stream().map(this::shown).toList();
    }

    private SampleCellView shown(SampleCell cell) {
        var failsWith = SampleLayout.reaches(cell.cell()).stream()
                .filter(needed ->
                        product.cell(needed.toString()).map(SampleCell::fault).isPresent())
                .toList();
        return new SampleCellView(cell.cell(), cell.port(), cell.fault(), SampleLayout.needs(cell.cell()), failsWith);
    }
}
