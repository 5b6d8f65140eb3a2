package dev.tocsin.incident.operations;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveState;
import dev.tocsin.incident.trust.live.LiveView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The incidents that match a search, the newest first: of the open ones, and of the newest thousand others.
///
/// @param asOf the time at which the list was true; null before anything was received
/// @param fresh whether the list shows the present state, rather than a past one
/// @param query the words that were searched for
/// @param found the number of incidents that match
/// @param known the number of all incidents
/// @param next the id of the last incident, after which the next page begins; null on the last page
/// @param oldest the id of the oldest incident in memory that is over, if the database has older ones; else null
public record IncidentList(
        String name,
        ZoneId zone,
        @Nullable Instant asOf,
        boolean fresh,
        String query,
        ListedState state,
        List<IncidentSnapshot> incidents,
        int found,
        int known,
        @Nullable String next,
        @Nullable String oldest) {

    private static final int PAGE = 50;

    /// The states in which incidents are listed.
    public enum ListedState {
        ALL("All"),
        OPEN("Open"),
        OVER("Over");

        private final String word;

        ListedState(String word) {
            this.word = word;
        }

        /// By its name in addresses, such as `open`.
        public static ListedState named(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(state -> state.id().equals(name))
                    .findFirst()
                    .orElse(ALL);
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String word() {
            return word;
        }

        boolean has(IncidentSnapshot incident) {
            return this == ALL || incident.incident().state().isOpen() == (this == OPEN);
        }
    }

    /// @param query words that must all be in the title, the id, or the names of regions and components
    /// @param after the id of the incident after which to go on; null to begin with the newest
    public static IncidentList of(LiveView view, String query, ListedState state, @Nullable String after, Instant now) {
        var all = Incidents.of(view, Audience.OPERATORS);
        var words = query.strip().toLowerCase(Locale.ROOT).split("\\s+");
        Predicate<IncidentSnapshot> isWanted = incident -> state.has(incident) && has(text(incident, view), words);
        var found = all.stream().filter(isWanted).toList();
        var rest = after == null
                ? found
                : all.stream()
                        .dropWhile(incident -> !incident.key().equals(after))
                        .skip(1)
                        .filter(isWanted)
                        .toList();
        var shown = rest.stream().limit(PAGE).toList();
        return new IncidentList(
                DisplayNames.page(view.catalog()),
                DisplayNames.zone(view.catalog()),
                view.asOf().orElse(null),
                view.isFresh(now),
                query.strip(),
                state,
                shown,
                found.size(),
                all.size(),
                shown.size() < rest.size() ? shown.getLast().key() : null,
                oldest(all));
    }

    private static @Nullable String oldest(List<IncidentSnapshot> all) {
        var over = all.stream().filter(ListedState.OVER::has).toList();
        return over.size() < LiveState.MOST_CLOSED_INCIDENTS
                ? null
                : over.getLast().key();
    }

    /// Whether the database has older incidents that would follow the last one of this page.
    public boolean isFollowed() {
        return next == null && oldest != null && state != ListedState.OPEN;
    }

    /// The number of incidents that are over and searched.
    public long mostOver() {
        return LiveState.MOST_CLOSED_INCIDENTS;
    }

    public List<ListedState> states() {
        return List.of(ListedState.values());
    }

    private static boolean has(String text, String[] words) {
        return Arrays.stream(words).allMatch(text::contains);
    }

    /// All that is searched, in lower case.
    private static String text(IncidentSnapshot incident, LiveView view) {
        var catalog = view.catalog();
        var head = incident.incident();
        var regions = head.regions().stream().map(region -> DisplayNames.region(catalog, region));
        var components = incident.byComponent().stream()
                .map(Count::id)
                .flatMap(id -> Stream.of(id, DisplayNames.component(catalog, id)));
        return String.join(
                        "\n",
                        Stream.of(Stream.of(head.title(), head.id()), head.regions().stream(), regions, components)
                                .flatMap(texts -> texts)
                                .toList())
                .toLowerCase(Locale.ROOT);
    }
}
