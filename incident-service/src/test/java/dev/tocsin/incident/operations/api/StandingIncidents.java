package dev.tocsin.incident.operations.api;

import static dev.tocsin.incident.access.http.Operator.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.engine.correlation.CatalogBuilder;
import dev.tocsin.engine.correlation.Story;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.engine.lifecycle.Impact;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.access.http.Operator;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Incidents that stand in the database, put there past the correlator, and what operators order about them.
public final class StandingIncidents {

    /// Of an outage in which the cache took log in and the API with it.
    public static final Incident OUTAGE = Story.of(CatalogBuilder.harbour())
            .down("cache@na", "login@na", "api@na")
            .afterSeconds(40)
            .onlyIncident();

    /// Ids differ from those of an earlier start on the same database.
    private static long next = System.currentTimeMillis();

    private final DataSource database;

    private StandingIncidents(DataSource database) {
        this.database = database;
    }

    /// None yet, in a harbour that is known. A cell is in one outage at a time, so what other tests broke is
    /// forgotten.
    public static StandingIncidents none(DataSource database) throws SQLException {
        Operator.publishHarbour();
        try (var connection = database.getConnection();
                var forget = connection.createStatement()) {
            connection.setAutoCommit(false);
            forget.executeUpdate("update writer set revision = revision + 1");
            forget.executeUpdate("update incident set active = false");
            forget.executeUpdate("delete from knowledge where kind = 'cell'");
            connection.commit();
        }
        return new StandingIncidents(database);
    }

    /// The outage once more, under an id of its own.
    public String outage() throws SQLException {
        return put(OUTAGE.outages(), 0);
    }

    /// The outage once more, as if it had begun then.
    public String outage(Instant began) throws SQLException {
        var later = Duration.between(OUTAGE.startedAt(), began);
        ObjectNode document = Json.mapper().valueToTree(OUTAGE);
        return put((ObjectNode) moved(document, later), began, 0);
    }

    private static JsonNode moved(JsonNode node, Duration later) {
        return switch (node) {
            case ObjectNode object -> {
                object.properties().forEach(field -> field.setValue(moved(field.getValue(), later)));
                yield object;
            }
            case ArrayNode array -> {
                for (var at = 0; at < array.size(); at++) {
                    array.set(at, moved(array.get(at), later));
                }
                yield array;
            }
            default ->
                Json.time(node.asText())
                        .<JsonNode>map(time -> TextNode.valueOf(Json.format(time.plus(later))))
                        .orElse(node);
        };
    }

    /// The outage with so many cells more, of which these updates were told.
    public String outage(int more, List<String> updates) throws SQLException {
        var outage = OUTAGE.outages().getFirst();
        var like = Objects.requireNonNull(outage.impacts().get(Cell.of("login@na")));
        var impacts = outage.impacts();
        for (var number = 0; number < more; number++) {
            var now = like.now();
            var cell = new Cell("part-%05d".formatted(number), "na");
            impacts = impacts.plus(
                    cell,
                    new Impact(
                            new CellImpact(cell, now.verdict(), now.onset(), true, now.weight(), now.because()),
                            like.first(),
                            like.worst(),
                            false));
        }
        var id = put(
                List.of(new Outage(
                        outage.id(),
                        outage.region(),
                        outage.episode(),
                        outage.onset(),
                        outage.latestOnset(),
                        outage.root(),
                        impacts,
                        outage.recovery(),
                        outage.news(),
                        outage.end())),
                updates.size());
        tell(id, updates);
        return id;
    }

    private void tell(String id, List<String> updates) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into story (incident, number, type, event) values (?, ?, ?, ?)")) {
            var head = StoryStep.snapshotOf(OUTAGE).incident();
            var number = OUTAGE.number();
            for (var text : updates) {
                number++;
                var told = new IncidentHead(
                        id, number, head.episode(), head.title(), head.state(), head.severity(), head.regions());
                insert.setString(1, id);
                insert.setLong(2, number);
                insert.setString(3, EventTypes.typeOf(UpdatePosted.class));
                insert.setString(4, json(new UpdatePosted(told, OUTAGE.story().updatedAt(), "maria", text, null)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private String put(List<Outage> outages, int updates) throws SQLException {
        ObjectNode document = Json.mapper().valueToTree(OUTAGE);
        document.set("outages", Json.mapper().valueToTree(outages));
        return put(document, OUTAGE.startedAt(), updates);
    }

    private String put(ObjectNode document, Instant startedAt, int updates) throws SQLException {
        var id = "byha" + Long.toString(++next, 36);
        document.put("id", id).withObject("story").put("number", OUTAGE.number() + updates);
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into incident (id, number, active, started_at, document) values (?, ?, true, ?, ?::jsonb)");
                var next = connection.prepareStatement("update writer set revision = revision + 1")) {
            insert.setString(1, id);
            insert.setLong(2, OUTAGE.number() + updates);
            insert.setObject(3, startedAt.atOffset(ZoneOffset.UTC));
            insert.setString(4, document.toString());
            insert.executeUpdate();
            next.executeUpdate();
        }
        return id;
    }

    public void traced(TraceEntry entry) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into trace (incident, at, rule, entry) values (?, ?, ?, ?::jsonb)")) {
            insert.setString(1, entry.incident());
            insert.setObject(2, entry.at().atOffset(ZoneOffset.UTC));
            insert.setString(3, entry.rule().name());
            insert.setString(4, json(entry));
            insert.executeUpdate();
        }
    }

    public long numberOf(String id) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select number from incident where id = ?")) {
            query.setString(1, id);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    public static ValidatableResponse order(String id, String what, @Nullable Map<String, ?> body) {
        var request = operator();
        return (body == null ? request : request.body(body))
                .post("/api/v1/incidents/%s/%s".formatted(id, what))
                .then();
    }

    private static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
