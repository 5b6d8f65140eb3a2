package dev.tocsin.contract;

import static dev.tocsin.contract.ExampleDay.CACHE;
import static dev.tocsin.contract.ExampleDay.LOGIN;
import static dev.tocsin.contract.ExampleDay.TIMING;
import static dev.tocsin.contract.ExampleDay.at;

import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.PageDefined.Accent;
import dev.tocsin.contract.catalog.PageDefined.FooterLink;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.SecretReference;
import dev.tocsin.contract.catalog.SecretReference.SecretPlace;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.contract.delivery.Channel;
import java.util.List;
import java.util.Map;

/// The catalog of the day, with one event of each type.
final class CatalogExamples {

    private CatalogExamples() {}

    static List<Event> all() {
        return List.of(
                new PageDefined(
                        1,
                        at("06:00"),
                        "Harbour CRM",
                        "https://trust.harbour.example",
                        "Etc/UTC",
                        List.of("mailto:oncall@harbour.example"),
                        new Accent("#0b5cad", "#7db4ff"),
                        List.of(new FooterLink("Imprint", "https://harbour.example/imprint")),
                        List.of(
                                new OperatorChannel(
                                        "night",
                                        Channel.PAGERDUTY,
                                        null,
                                        new SecretReference(SecretPlace.ENVIRONMENT, "PAGERDUTY_KEY"),
                                        null,
                                        List.of(Severity.MAJOR, Severity.CRITICAL),
                                        List.of("na")),
                                new OperatorChannel(
                                        "tickets",
                                        Channel.WEBHOOK,
                                        "https://tickets.harbour.example/tocsin",
                                        null,
                                        new SecretReference(SecretPlace.FILE, "/run/secrets/tickets"),
                                        List.of(),
                                        List.of()))),
                new CorrelationSettingsDefined(1, at("06:00"), 20_000, 120_000, 900_000, 900_000, 300_000),
                new RegionDefined(1, at("06:00"), "na", "North America", 39.8, -98.6, 20_000),
                new ComponentDefined(
                        1,
                        at("06:00"),
                        "login",
                        "Log in",
                        "Product",
                        "Signing in",
                        Weight.HIGH,
                        true,
                        0,
                        List.of("na", "eu", "apac"),
                        List.of("api", "cache"),
                        List.of(Cell.of("billing@eu")),
                        99.95),
                new VantagePointDefined(
                        1,
                        at("06:00"),
                        "us-east",
                        "Virginia",
                        39.0,
                        -77.5,
                        List.of("https://one.example", "tcp://two.example:443")),
                new CheckDefined(
                        1,
                        at("06:00"),
                        "login-page",
                        LOGIN,
                        FailingMeans.DOWN,
                        TIMING,
                        List.of("us-east", "eu-west", "ap-south"),
                        "3f9a0c5d71be",
                        new Question.Http(
                                "GET",
                                "https://na.harbour.example/login",
                                Map.of("Authorization", "Bearer ${CRM_PROBE_TOKEN}"),
                                null,
                                List.of(200),
                                Map.of(),
                                "Password",
                                null,
                                0,
                                true)),
                new MaintenancePlanned(
                        1,
                        at("06:00"),
                        "patching",
                        "Weekly patching",
                        List.of(CACHE),
                        "2006-04-16T02:00",
                        7_200_000,
                        "FREQ=WEEKLY;BYDAY=SU",
                        "America/Chicago"),
                new CatalogVersionPublished(
                        1, at("06:00"), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 6));
    }
}
