package dev.tocsin.incident.desk.api;

import static dev.tocsin.incident.access.http.Operator.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.correlation.Landscapes;
import dev.tocsin.incident.correlation.Story;
import dev.tocsin.incident.correlation.TraceEntry;
import dev.tocsin.incident.lifecycle.Incident;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Incidents that stand in the database, put there past the correlator, and what operators order about them.
public final class StandingIncidents {

    /// Of an outage in which the cache took log in and the API with it.
    public static final Incident OUTAGE = Story.of(Landscapes.harbour())
            .down("cache@na", "login@na", "api@na")
            .afterSeconds(40)
            .onlyIncident();

    private static int count;

    private final DataSource database;

    private StandingIncidents(DataSource database) {
        this.database = database;
    }

    /// None yet, in a harbour that is known. A cell is in one outage at a time, so what other tests broke is forgotten.
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
        var id = "byhand%06d".formatted(++count);
        var incident = new Incident(
                id,
                OUTAGE.course(),
                OUTAGE.findings(),
                OUTAGE.handling(),
                OUTAGE.outages(),
                OUTAGE.story(),
                OUTAGE.impactToldAt());
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into incident (id, number, active, started_at, document) values (?, ?, true, ?, ?::jsonb)");
                var next = connection.prepareStatement("update writer set revision = revision + 1")) {
            insert.setString(1, id);
            insert.setLong(2, incident.number());
            insert.setObject(3, incident.startedAt().atOffset(ZoneOffset.UTC));
            insert.setString(4, json(incident));
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
