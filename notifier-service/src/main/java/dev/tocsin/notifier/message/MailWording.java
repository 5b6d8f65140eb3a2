package dev.tocsin.notifier.message;

import static java.util.Objects.requireNonNullElse;

import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Translation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of a mail, in the language and the time zone of its recipient; nothing in them is escaped yet.
///
/// @param subject the same for all mails about one incident, or one window, to one subscriber, except for the mail
///     that says that the incident is resolved
/// @param sentence the essentials, in one sentence
/// @param update the text that a person wrote since the last mail, Markdown; null when there is none, and when the
///     incident is over
public record MailWording(
        String subject, String sentence, @Nullable String update, List<Fact> facts) {

    public record Fact(String name, String value) {}

    /// @param to the recipient's preferences
    public static MailWording of(Notice notice, KnownCatalog catalog, Preferences to) {
        var times = new LocalTimes(to.zone(catalog), to.translation());
        return switch (notice.report()) {
            case IncidentReport report -> new IncidentWording(notice, report, catalog, times).mail();
            case MaintenanceReport report -> new MaintenanceWording(notice, report, catalog, times).mail();
            case OperatorReport report -> new OperatorWording(notice, report, catalog, times).mail();
        };
    }

    /// Makes one line, whatever the title contains.
    static String subject(String about, KnownCatalog catalog) {
        return "[%s] %s"
                .formatted(catalog.page(), about)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /// @param names of some of the regions or components
    /// @param rest the number of further ones
    static String list(Stream<String> names, int rest, Translation translation) {
        var named = names.distinct();
        return String.join(
                ", ", (rest > 0 ? Stream.concat(named, Stream.of(translation.text("fact.more"))) : named).toList());
    }

    /// @param times in the recipient's time zone and language
    private record IncidentWording(Notice notice, IncidentReport report, KnownCatalog catalog, LocalTimes times) {

        MailWording mail() {
            return new MailWording(subject(about(), catalog), sentence(), isOver() ? null : report.update(), facts());
        }

        private Translation in() {
            return times.translation();
        }

        private boolean isOver() {
            return switch (notice.kind()) {
                case OPENING, UPDATE -> false;
                case CLOSING, CATCH_UP -> true;
            };
        }

        private String about() {
            if (!isOver()) {
                return notice.subject();
            }
            return lasted().map(time -> in().format("notice.over.lasted", notice.subject(), time))
                    .orElseGet(() -> in().format("notice.over", notice.subject()));
        }

        private Optional<String> lasted() {
            return Optional.ofNullable(report.onset()).map(onset -> times.lasting(Duration.between(onset, end())));
        }

        private Instant end() {
            return requireNonNullElse(report.endedAt(), report.at());
        }

        private String sentence() {
            return switch (notice.kind()) {
                case OPENING -> opening();
                case UPDATE -> in().format("notice.update", report.title(), in().word("doing", report.state()));
                case CLOSING -> closing();
                case CATCH_UP -> closing() + " " + in().text("notice.late");
            };
        }

        private String opening() {
            var onset = report.onset();
            return onset == null
                    ? in().format("notice.opening", report.title())
                    : in().format("notice.opening.since", report.title(), times.moment(onset));
        }

        private String closing() {
            var onset = report.onset();
            return onset == null
                    ? in().format("notice.closing", notice.subject(), times.moment(end()))
                    : in().format("notice.closing.from", notice.subject(), times.moment(onset), times.moment(end()));
        }

        private List<Fact> facts() {
            var facts = new ArrayList<Fact>();
            facts.add(fact("where", list(report.regions().stream().map(catalog::regionName), 0, in())));
            if (!report.cells().isEmpty()) {
                facts.add(fact("what", what()));
            }
            if (isOver()) {
                lasted().ifPresent(time -> facts.add(fact("lasted", time)));
                return facts;
            }
            facts.add(fact("state", in().word("state", report.state())));
            facts.add(fact("severity", in().word("severity", report.severity())));
            PublicCause.text(report.cause(), catalog, in()).ifPresent(text -> facts.add(fact("cause", text)));
            return facts;
        }

        private String what() {
            return list(
                    report.cells().stream()
                            .map(touched -> catalog.componentName(touched.cell().component())),
                    report.allCells() - report.cells().size(),
                    in());
        }

        private Fact fact(String name, String value) {
            return new Fact(in().text("fact." + name), value);
        }
    }
}
