package dev.tocsin.incident.trust.readers.calendar;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.readers.PublicStatus;
import dev.tocsin.incident.trust.readers.Stories;
import dev.tocsin.incident.trust.story.Story;
import java.io.IOException;
import java.io.StringReader;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;

class MaintenanceCalendarTest {

    @Test
    void aWindowIsAnEvent() {
        var written = calendar(Stories.green(Stories.window(3, WindowState.SCHEDULED, "Patching; now, or never")));

        assertThat(written).isEqualTo("""
                BEGIN:VCALENDAR
                PRODID:-//Tocsin//Maintenance//EN
                VERSION:2.0
                CALSCALE:GREGORIAN
                METHOD:PUBLISH
                X-WR-CALNAME:Harbour CRM: maintenance
                X-PUBLISHED-TTL:PT1H
                BEGIN:VEVENT
                UID:patching-20261124-0200@trust.harbour.example
                DTSTAMP:20261123T120003Z
                DTSTART:20261123T220000Z
                DTEND:20261124T000000Z
                SEQUENCE:2
                LAST-MODIFIED:20261123T120003Z
                SUMMARY:Patching\\; now\\, or never
                DESCRIPTION:Scheduled maintenance on Log in – North America.
                STATUS:CONFIRMED
                TRANSP:TRANSPARENT
                URL:https://trust.harbour.example/maintenance/patching-20261124-0200
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"));
    }

    @Test
    void aCancelledWindowStaysAndSaysSo() {
        assertThat(calendar(Stories.green(Stories.window(4, WindowState.CANCELLED, "Patching"))))
                .contains("UID:patching-20261124-0200@", "SEQUENCE:3", "STATUS:CANCELLED");
    }

    @Test
    void withoutWindowsItIsEmpty() {
        assertThat(calendar(LiveView.EMPTY)).contains("METHOD:PUBLISH").doesNotContain("VEVENT");
    }

    @Test
    void hostileTextIsOnlyText() throws IOException, ParserException {
        var written = calendar(Stories.hostile());

        assertThat(written.split("\r\n")).allMatch(line -> line.getBytes(UTF_8).length <= 75);
        assertThat(written.chars().filter(one -> one < ' ' && one != '\r' && one != '\n'))
                .isEmpty();
        assertThat(written).doesNotContain("\nBEGIN:VEVENT\n").doesNotContain("\u202E");
        var events = read(written).<VEvent>getComponents("VEVENT");
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getSummary().getValue())
                .contains("<script>alert(1)</script>", "😀", Stories.LONG, "a,b\\c\nBEGIN:VEVENT");
    }

    private static String calendar(LiveView view) {
        return MaintenanceCalendar.of(PublicStatus.of(view, Story::ofTimeline, NOON));
    }

    private static Calendar read(String written) throws IOException, ParserException {
        return new CalendarBuilder().build(new StringReader(written));
    }
}
