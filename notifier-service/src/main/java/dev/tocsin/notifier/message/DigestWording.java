package dev.tocsin.notifier.message;

import static dev.tocsin.contract.delivery.NoticeKind.CLOSING;
import static dev.tocsin.contract.delivery.NoticeKind.OPENING;
import static dev.tocsin.contract.delivery.NoticeKind.UPDATE;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Preferences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of a mail that combines many notices of incidents: each incident once, as of its last notice. Nothing in
/// them is escaped yet.
///
/// @param sentence the essentials, in one sentence; empty for a single incident, whose own sentence says them
/// @param incidents the unresolved ones first; at most [#MOST]
/// @param more the number of further incidents, in one sentence; null when there are none
public record DigestWording(
        String subject,
        String sentence,
        List<Item> incidents,
        @Nullable String more) {

    static final int MOST = 50;

    /// @param update the text that a person wrote, Markdown; or null
    public record Item(String sentence, @Nullable String update, List<Fact> facts, String link) {}

    /// @param notices in the order in which they were decided
    public static DigestWording of(List<Notice> notices, KnownCatalog catalog, Preferences to) {
        var all = inOrder(notices);
        var in = to.translation();
        var items = all.stream()
                .limit(MOST)
                .map(notice -> item(notice, catalog, to))
                .toList();
        var more = all.size() > MOST ? in.format("digest.more", all.size() - MOST) : null;
        if (all.size() == 1) {
            return new DigestWording(MailWording.of(all.getFirst(), catalog, to).subject(), "", items, more);
        }
        var standing = all.stream().filter(notice -> !isOver(notice)).count();
        return new DigestWording(
                MailWording.subject(in.format("digest.subject", all.size(), standing), catalog),
                in.format("digest.sentence", all.size(), standing),
                items,
                more);
    }

    private static Item item(Notice notice, KnownCatalog catalog, Preferences to) {
        var wording = MailWording.of(notice, catalog, to);
        return new Item(
                wording.sentence(),
                wording.update(),
                wording.facts(),
                notice.page().toString());
    }

    private static List<Notice> inOrder(List<Notice> notices) {
        var once = notices.stream()
                .collect(groupingBy(notice -> notice.report().about(), LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(DigestWording::once)
                .toList();
        return Stream.concat(
                        once.stream().filter(notice -> !isOver(notice)),
                        once.stream().filter(DigestWording::isOver))
                .toList();
    }

    /// The last notice of an incident. It begins like an opening if the subscriber got no notice of the incident yet.
    private static Notice once(List<Notice> notices) {
        var last = notices.stream()
                .max(comparingLong((Notice notice) -> notice.report().number()))
                .orElseThrow();
        var isNew = notices.stream().anyMatch(notice -> notice.kind() == OPENING);
        return last.as(
                switch (last.kind()) {
                    case OPENING -> OPENING;
                    case UPDATE -> isNew ? OPENING : UPDATE;
                    case CLOSING, CATCH_UP -> CLOSING;
                });
    }

    private static boolean isOver(Notice notice) {
        return switch (notice.kind()) {
            case OPENING, UPDATE -> false;
            case CLOSING, CATCH_UP -> true;
        };
    }
}
