package dev.tocsin.incident.dashboard;

import dev.tocsin.support.access.Permissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// A page of the operators' rail.
public enum View {
    OVERVIEW("Overview", "/ops", 'o', Permissions.STATUS_READ),
    INCIDENTS("Incidents", "/ops/incidents", 'i', Permissions.STATUS_READ),
    MAINTENANCE("Maintenance", "/ops/maintenance", 'm', Permissions.STATUS_READ),
    CHANGES("Changes", "/ops/changes", 'c', Permissions.STATUS_READ),
    WHY("Why", "/ops/why", 'w', Permissions.STATUS_READ),
    REPLAY("Replay", "/ops/replay", 'r', Permissions.STATUS_READ),
    ALERTS("Alerts", "/ops/alerts", 'x', Permissions.STATUS_READ),
    UPTIME("Uptime", "/ops/uptime", 'e', Permissions.STATUS_READ),
    CATALOG("Catalog", "/ops/catalog", 'd', Permissions.STATUS_READ),
    SILENCES("Silences", "/ops/silences", 'z', Permissions.STATUS_READ),
    SUBSCRIBERS("Subscribers", "/ops/subscribers", 'b', Permissions.SUBSCRIPTIONS_READ),
    DELIVERIES("Deliveries", "/ops/deliveries", 'v', Permissions.DELIVERIES_READ),
    ACCOUNTS("Accounts", "/ops/accounts", 'p', Permissions.ACCESS_WRITE),
    TOKENS("API tokens", "/ops/tokens", 't', Permissions.ACCESS_WRITE),
    AUDIT("Audit log", "/ops/audit", 'l', Permissions.ACCESS_WRITE),
    ACCOUNT("Your account", "/ops/account", 'y', Permissions.STATUS_READ);

    private final String words;
    private final String path;
    private final char key;
    private final String permission;

    /// @param key opens the view after a `g`
    View(String words, String path, char key, String permission) {
        this.words = words;
        this.path = path;
        this.key = key;
        this.permission = permission;
    }

    /// @param may whether the reader has a permission
    public static List<View> allOf(Predicate<String> may) {
        return Arrays.stream(values()).filter(view -> may.test(view.permission)).toList();
    }

    public String words() {
        return words;
    }

    public String path() {
        return path;
    }

    public char key() {
        return key;
    }

    /// Such as `overview`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
