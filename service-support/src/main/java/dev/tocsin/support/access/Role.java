package dev.tocsin.support.access;

import static dev.tocsin.support.access.Permissions.DELIVERIES_READ;
import static dev.tocsin.support.access.Permissions.DELIVERIES_WRITE;
import static dev.tocsin.support.access.Permissions.EVENTS_SEND;
import static dev.tocsin.support.access.Permissions.HEARTBEATS_READ;
import static dev.tocsin.support.access.Permissions.INCIDENTS_WRITE;
import static dev.tocsin.support.access.Permissions.MAINTENANCE_WRITE;
import static dev.tocsin.support.access.Permissions.SILENCES_WRITE;
import static dev.tocsin.support.access.Permissions.STATUS_READ;
import static dev.tocsin.support.access.Permissions.SUBSCRIPTIONS_READ;
import static dev.tocsin.support.access.Permissions.UPTIME_WRITE;

import java.util.Locale;
import java.util.Set;

/// The role of an account: a set of permissions.
public enum Role {
    /// Sees a page of the components that its account names, and nothing of what is for operators.
    CUSTOMER,

    /// Looks on.
    VIEWER,

    /// Works on incidents.
    RESPONDER,

    /// Also decides who may do what, and changes and imports subscriptions.
    ADMIN;

    public Set<String> permissions() {
        return switch (this) {
            case CUSTOMER -> Set.of();
            case VIEWER -> Set.of(STATUS_READ);
            case RESPONDER ->
                Set.of(
                        STATUS_READ,
                        EVENTS_SEND,
                        INCIDENTS_WRITE,
                        MAINTENANCE_WRITE,
                        UPTIME_WRITE,
                        HEARTBEATS_READ,
                        DELIVERIES_READ,
                        DELIVERIES_WRITE,
                        SILENCES_WRITE,
                        SUBSCRIPTIONS_READ);
            case ADMIN -> Permissions.ALL;
        };
    }

    /// Such as `viewer`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no role has this name
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
