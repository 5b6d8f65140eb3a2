package dev.tocsin.incident.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.NoticeKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoticeRowTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void aNoticeToOperatorsIsOfAnIncidentWithAPage() {
        var notice = about("operators/4s0n1rjgk2bc");

        assertThat(notice.isToOperators()).isTrue();
        assertThat(notice.incident()).isEqualTo("4s0n1rjgk2bc");
    }

    @Test
    void aNoticeToASubscriberNamesItsIncidentAsItIs() {
        var notice = about("4s0n1rjgk2bc");

        assertThat(notice.isToOperators()).isFalse();
        assertThat(notice.incident()).isEqualTo("4s0n1rjgk2bc");
    }

    private static NoticeRow about(String about) {
        var delivery = new DeliveryHead("d1", "to-somebody", Channel.SLACK, NoticeKind.OPENING, about, 1, 2, null);
        return new NoticeRow(delivery, "due", 1, NOON, NOON, null, "outage", null, null);
    }
}
