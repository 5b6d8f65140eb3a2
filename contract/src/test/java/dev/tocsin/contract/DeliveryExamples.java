package dev.tocsin.contract;

import static dev.tocsin.contract.ExampleDay.INCIDENT;
import static dev.tocsin.contract.ExampleDay.at;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.DeliveryEvent.PlannedWork;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import java.time.Instant;
import java.util.List;

/// What becomes of notices, one event of each type.
final class DeliveryExamples {

    private DeliveryExamples() {}

    static List<Event> all() {
        return List.of(
                new DeliveryEvent.Queued(delivery(NoticeKind.OPENING, 2), at("14:10:48.100")),
                new DeliveryEvent.Sent(delivery(NoticeKind.OPENING, 2), 2, at("14:10:53.900"), null),
                new DeliveryEvent.Retrying(
                        delivery(NoticeKind.OPENING, 2),
                        1,
                        at("14:10:48.600"),
                        at("14:10:53.600"),
                        "the receiver answered 503"),
                new DeliveryEvent.GivenUp(
                        delivery(NoticeKind.UPDATE, 6),
                        8,
                        Instant.parse("2006-04-12T18:00:00Z"),
                        "the receiver did not answer within 15 s"),
                new DeliveryEvent.Bounced(delivery(NoticeKind.CATCH_UP, 7), at("17:39"), "5.1.1 no such mailbox"),
                new DeliveryEvent.Confirmed(
                        new DeliveryHead(
                                "d-51b0c2f79e38",
                                "s-2b8f60d1c9e4",
                                Channel.WEBHOOK,
                                NoticeKind.UPDATE,
                                "maintenance/patching-2006-16",
                                1,
                                3,
                                new PlannedWork("patching-2006-16", MaintenanceStage.STARTED)),
                        Instant.parse("2006-04-16T07:00:02Z")));
    }

    private static DeliveryHead delivery(NoticeKind kind, long number) {
        return new DeliveryHead("d-7c1e9a40b2f3", "s-2b8f60d1c9e4", Channel.WEBHOOK, kind, INCIDENT, 1, number, null);
    }
}
