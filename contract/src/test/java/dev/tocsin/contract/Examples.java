package dev.tocsin.contract;

import static dev.tocsin.contract.ExampleDay.CACHE;
import static dev.tocsin.contract.ExampleDay.INCIDENT;
import static dev.tocsin.contract.ExampleDay.PATCH;
import static dev.tocsin.contract.ExampleDay.at;

import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.contract.access.AccessTokenEvent.TokenRevoked;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// One event of each type, out of a day in spring 2006 on which a patch to a cache took a hosted CRM's North America
/// offline.
public final class Examples {

    private Examples() {}

    /// In the order of [EventTypes#all()].
    public static List<Event> all() {
        return Stream.of(
                        CatalogExamples.all(),
                        HealthExamples.all(),
                        changesAndWork(),
                        IncidentExamples.all(),
                        DeliveryExamples.all(),
                        tokens(),
                        alerts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Event> changesAndWork() {
        return List.of(
                new ChangeApplied(
                        PATCH,
                        ChangeKind.PATCH,
                        List.of("cache"),
                        List.of("na"),
                        "Patch 417 to the cache servers",
                        at("14:02"),
                        "night shift",
                        "https://changes.harbour.example/417"),
                new ChangeReverted(PATCH, at("17:31"), "night shift"),
                new ChangeHeld(
                        PATCH,
                        List.of("na"),
                        INCIDENT,
                        "na-1",
                        at("14:10:48"),
                        "cache@na broke 8 min after it was applied there"),
                new WindowUpdated(
                        "patching-2006-16",
                        4,
                        "Weekly patching",
                        List.of(CACHE),
                        Instant.parse("2006-04-16T07:00:00Z"),
                        Instant.parse("2006-04-16T09:30:00Z"),
                        WindowState.IN_PROGRESS,
                        Instant.parse("2006-04-16T09:05:00Z"),
                        Instant.parse("2006-04-16T09:05:00Z"),
                        Instant.parse("2006-04-16T09:00:00Z")));
    }

    private static List<Event> tokens() {
        var id = "5d2c7f0e-9b1a-4c3d-8e6f-0a1b2c3d4e5f";
        return List.of(
                new TokenIssued(
                        id,
                        "deploy-bot",
                        List.of("events:send", "silences:write"),
                        "353ec919728114c36b55e27494db9e90baf250e3f5d60467d37d21184ce5643d",
                        at("09:00"),
                        Instant.parse("2006-07-10T09:00:00Z")),
                new TokenRevoked(id, at("18:05")));
    }

    private static List<Event> alerts() {
        return List.of(
                new AlertRaised(
                        "vantage-point/ap-south",
                        at("11:30"),
                        "The probe at ap-south is silent since 11:29. See that it runs and reaches Kafka."),
                new AlertCleared(
                        "vantage-point/ap-south", at("11:30"), at("11:42"), "The probe at ap-south is heard again."));
    }
}
