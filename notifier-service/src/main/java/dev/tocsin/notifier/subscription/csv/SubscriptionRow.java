package dev.tocsin.notifier.subscription.csv;

import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.AddressReaders;
import dev.tocsin.notifier.subscription.ChoicesForm;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A subscription as one row of a CSV file; regions and components are ids with spaces between them.
final class SubscriptionRow {

    static final List<String> COLUMNS = List.of(
            "channel",
            "address",
            "regions",
            "components",
            "leastSeverity",
            "updates",
            "maintenance",
            "language",
            "timeZone",
            "secret",
            "digest");

    static final List<String> NEEDED = List.of("channel", "address");

    private SubscriptionRow() {}

    /// The cells of a row, without the secret.
    static String[] cells(Subscription subscription) {
        var choices = ChoicesForm.of(subscription.choices());
        var preferences = subscription.preferences();
        var zone = choices.timeZone();
        var digest = choices.digest();
        return Stream.of(
                        subscription.channel().name().toLowerCase(Locale.ROOT),
                        subscription.address().text(),
                        ids(subscription.scope().regions().stream()),
                        ids(subscription.scope().components().stream()),
                        subscription.scope().leastSeverity().name().toLowerCase(Locale.ROOT),
                        Boolean.toString(preferences.updates()),
                        Boolean.toString(preferences.maintenance()),
                        preferences.language().tag(),
                        zone == null ? "" : zone,
                        "",
                        digest == null ? "" : digest)
                .map(Cells::harmless)
                .toArray(String[]::new);
    }

    private static String ids(Stream<String> ids) {
        return String.join(" ", ids.sorted().toList());
    }

    /// @param cells by column
    /// @param problems the list to which problems are added
    static SubscriptionForm form(Map<String, String> cells, AddressReaders channels, List<FieldProblem> problems) {
        var channel = text(cells, "channel");
        var address = text(cells, "address");
        var isUrl = channels.of(channel).filter(AddressReader::isUrl).isPresent();
        return new SubscriptionForm(
                channel,
                isUrl ? null : address,
                isUrl ? address : null,
                text(cells, "secret"),
                null,
                list(cells, "regions"),
                list(cells, "components"),
                text(cells, "leastSeverity"),
                truth(cells, "updates", problems),
                truth(cells, "maintenance", problems),
                text(cells, "language"),
                text(cells, "timeZone"),
                text(cells, "digest"));
    }

    /// The column of a field of the form.
    static String column(String field) {
        return field.equals("url") ? "address" : field.replaceFirst("\\[.*", "");
    }

    private static @Nullable String text(Map<String, String> cells, String column) {
        var cell = cells.get(column);
        return cell == null || cell.isBlank() ? null : Cells.plain(cell.strip());
    }

    private static List<@Nullable String> list(Map<String, String> cells, String column) {
        var text = text(cells, column);
        return text == null ? List.of() : List.of(text.split("\\s+"));
    }

    private static @Nullable Boolean truth(Map<String, String> cells, String column, List<FieldProblem> problems) {
        return switch (text(cells, column)) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> {
                problems.add(new FieldProblem(column, "is not true or false"));
                yield null;
            }
        };
    }
}
