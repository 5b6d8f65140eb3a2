package dev.tocsin.incident.notices;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The deliveries to look for; a field that is null matches all.
///
/// @param incident an incident's id; `maintenance/` and a window's id; or `operators/` and an incident's id
/// @param state `due`, `delivered`, `covered` or `given-up`
public record NoticeSearch(
        @Nullable String incident,
        @Nullable String subscription,
        @Nullable String channel,
        @Nullable String state) {

    private static final Set<String> FEW = Set.of("due", "covered", "given-up");

    public static NoticeSearch to(String subscription) {
        return new NoticeSearch(null, subscription, null, null);
    }

    /// Whether notifier-service would have to look through all that was ever delivered, where the channel is rare.
    public boolean isBroad() {
        return channel != null && incident == null && subscription == null && (state == null || !FEW.contains(state));
    }

    public boolean given() {
        return mayReplay() || state != null;
    }

    /// Whether it narrows down deliveries enough that many may be replayed at once.
    public boolean mayReplay() {
        return incident != null || subscription != null || channel != null;
    }
}
