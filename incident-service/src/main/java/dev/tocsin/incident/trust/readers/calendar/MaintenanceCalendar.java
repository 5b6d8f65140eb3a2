package dev.tocsin.incident.trust.readers.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.incident.trust.readers.Calling;
import dev.tocsin.incident.trust.readers.PublicStatus;
import dev.tocsin.incident.trust.readers.PublicStatus.ShownWork;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/// Maintenance windows as a calendar to subscribe to (RFC 5545). A window keeps its UID. A cancelled window stays and
/// says so, since calendars keep an event that merely vanishes.
public final class MaintenanceCalendar {

    /// The most octets of a line (RFC 5545, 3.1).
    private static final int LONGEST_LINE = 75;

    private MaintenanceCalendar() {}

    public static String of(PublicStatus status) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Tocsin//Maintenance//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(ImmutableMethod.PUBLISH);
        calendar.add(new XProperty(
                "X-WR-CALNAME", new ParameterList(), status.calling().name() + ": maintenance"));
        calendar.add(new XProperty(
                "X-PUBLISHED-TTL", new ParameterList(), Duration.ofHours(1).toString()));
        status.windows().forEach(work -> calendar.add(event(work, status.calling())));
        return folded(written(calendar));
    }

    private static VEvent event(ShownWork work, Calling calling) {
        var window = work.window();
        var event = new VEvent(false);
        event.add(new Uid("%s@%s".formatted(window.window(), calling.host())));
        event.add(new DtStamp(window.time()));
        event.add(new DtStart<>(window.startsAt()));
        event.add(new DtEnd<>(window.endsAt()));
        event.add(new Sequence((int) Math.max(0, window.number() - 1)));
        event.add(new LastModified(window.time()));
        event.add(new Summary(Text.safe(window.title())));
        event.add(new Description("Scheduled maintenance on %s.".formatted(work.where())));
        event.add(
                window.state() == WindowState.CANCELLED
                        ? ImmutableStatus.VEVENT_CANCELLED
                        : ImmutableStatus.VEVENT_CONFIRMED);
        event.add(ImmutableTransp.TRANSPARENT);
        event.add(new Url(URI.create(calling.maintenance(window.window()))));
        return event;
    }

    /// The calendar without folded lines: the library folds by characters, and may cut one in two.
    private static String written(Calendar calendar) {
        var text = new StringWriter();
        try {
            new CalendarOutputter(false, Integer.MAX_VALUE).output(calendar, text);
        } catch (IOException e) {
            throw new IllegalStateException("the calendar cannot be written", e);
        }
        return text.toString();
    }

    private static String folded(String calendar) {
        return calendar.lines().map(MaintenanceCalendar::foldedLine).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /// Folds by octets, and splits no character.
    private static String foldedLine(String line) {
        var folded = new StringBuilder(line.length());
        var octets = 0;
        for (var point : line.codePoints().toArray()) {
            var character = Character.toString(point);
            var length = character.getBytes(UTF_8).length;
            if (octets + length > LONGEST_LINE) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.append(character);
            octets += length;
        }
        return folded.toString();
    }
}
