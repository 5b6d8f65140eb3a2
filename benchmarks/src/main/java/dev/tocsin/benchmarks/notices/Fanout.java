package dev.tocsin.benchmarks.notices;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All measurements, compared with the promises and the aims.
///
/// @param client that carries the notices
/// @param outOfOrder closings that came before their opening
/// @param peakKilobytes the notifier's peak memory
/// @param bare rounds of the client alone; the last one is warm
/// @param alertmanager null when it was not requested
public record Fanout(
        Client client,
        List<AnnouncementCost> announcements,
        int outOfOrder,
        long peakKilobytes,
        List<BareRound> bare,
        @Nullable AlertmanagerFanout alertmanager) {

    /// The client that carries notices; it is also measured alone.
    public enum Client {
        HTTP("HTTP", "requests", null),
        MAIL("mail", "mails", 10_000);

        private final String words;
        private final String sent;
        private final @Nullable Integer aim;

        Client(String words, String sent, @Nullable Integer aim) {
            this.words = words;
            this.sent = sent;
            this.aim = aim;
        }

        public String words() {
            return words;
        }
    }

    private static final double AIM_OF_BARE = 0.5;
    private static final long MOST_KILOBYTES = 400_000;

    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        announcements.forEach(each -> figures.addAll(each.figures()));
        figures.add(none("notices that never came", missing()));
        figures.add(none("notices that came twice", doubles()));
        figures.add(none("closings that came before their opening", outOfOrder));
        figures.add(new Figure(
                "memory of the notifier (PSS), at most",
                "under %d MB".formatted(MOST_KILOBYTES / 1_000),
                "%,d MB".formatted(peakKilobytes / 1_000),
                peakKilobytes == 0 ? null : peakKilobytes < MOST_KILOBYTES));
        var aim = client.aim;
        if (aim != null) {
            figures.add(new Figure(
                    "the last incident's %s a second".formatted(client.sent),
                    String.format(ROOT, "at least %,d", aim),
                    String.format(ROOT, "%,.0f", warm()),
                    warm() >= aim));
        }
        if (!bare.isEmpty()) {
            figures.addAll(beside(bare.getLast()));
        }
        if (alertmanager != null) {
            var openings = announcements.stream()
                    .filter(each -> each.kind() == ArrivalKind.OPENED)
                    .map(each -> each.spread().perSecond())
                    .toList();
            figures.addAll(alertmanager.beside(openings.getFirst(), openings.getLast()));
        }
        return figures;
    }

    private double warm() {
        var last = announcements.getLast().incident();
        return announcements.stream()
                .filter(each -> each.incident() == last)
                .mapToDouble(each -> each.spread().perSecond())
                .average()
                .orElse(0);
    }

    private List<Figure> beside(BareRound alone) {
        var ratio = warm() / alone.perSecond();
        return List.of(
                new Figure(
                        "the same %s client alone: %s a second, and processor time for each"
                                .formatted(client.words, client.sent),
                        null,
                        String.format(
                                ROOT,
                                "%,.0f, %.2f ms%s",
                                alone.perSecond(),
                                (double) alone.processorMillis() / alone.requests(),
                                alone.failed() == 0 ? "" : ", %,d failed".formatted(alone.failed())),
                        null),
                new Figure(
                        "the last incident's notices a second, as a ratio to that",
                        "at least %.1f".formatted(AIM_OF_BARE),
                        String.format(ROOT, "%.2f", ratio),
                        ratio >= AIM_OF_BARE));
    }

    private int missing() {
        return announcements.stream().mapToInt(each -> each.spread().missing()).sum();
    }

    private int doubles() {
        return announcements.stream().mapToInt(each -> each.spread().doubles()).sum();
    }

    private static Figure none(String what, int many) {
        return new Figure(what, "0", "%,d".formatted(many), many == 0);
    }
}
