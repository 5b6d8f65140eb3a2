package dev.tocsin.support.access;

import java.util.Set;

/// The permissions of callers. A role is a set of these, and the scopes of a token are some of them.
public final class Permissions {

    /// Everything about cells, incidents and Tocsin itself, but nobody's address and no secret.
    public static final String STATUS_READ = "status:read";

    /// Health events and changes from other senders.
    public static final String EVENTS_SEND = "events:send";

    public static final String INCIDENTS_WRITE = "incidents:write";
    public static final String MAINTENANCE_WRITE = "maintenance:write";
    public static final String UPTIME_WRITE = "uptime:write";

    /// The secret URLs of heartbeat checks.
    public static final String HEARTBEATS_READ = "heartbeats:read";

    /// Notices on their way, with the addresses that they go to.
    public static final String DELIVERIES_READ = "deliveries:read";

    public static final String DELIVERIES_WRITE = "deliveries:write";
    public static final String SILENCES_WRITE = "silences:write";
    public static final String SUBSCRIPTIONS_READ = "subscriptions:read";
    public static final String SUBSCRIPTIONS_WRITE = "subscriptions:write";

    /// The audit log of notifier-service.
    public static final String AUDIT_READ = "audit:read";

    /// Accounts, tokens and the audit log of incident-service.
    public static final String ACCESS_WRITE = "access:write";

    public static final Set<String> ALL = Set.of(
            STATUS_READ,
            EVENTS_SEND,
            INCIDENTS_WRITE,
            MAINTENANCE_WRITE,
            UPTIME_WRITE,
            HEARTBEATS_READ,
            DELIVERIES_READ,
            DELIVERIES_WRITE,
            SILENCES_WRITE,
            SUBSCRIPTIONS_READ,
            SUBSCRIPTIONS_WRITE,
            AUDIT_READ,
            ACCESS_WRITE);

    private Permissions() {}
}
