package dev.tocsin.benchmarks.notices;

import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;

/// The text in a webhook's body that precedes the incident's id, and the text that marks an opening.
public enum BodyFormat {
    TOCSIN("\"incident\":\"", "\"type\":\"incident.opened\""),
    ALERTMANAGER("\"alertname\":\"", "\"status\":\"firing\"");

    private static final int ID_LENGTH = 12;

    private final String beforeId;
    private final String opened;

    BodyFormat(String beforeId, String opened) {
        this.beforeId = beforeId;
        this.opened = opened;
    }

    public String incident(String body) {
        var id = body.indexOf(beforeId) + beforeId.length();
        return body.substring(id, id + ID_LENGTH);
    }

    public ArrivalKind kind(String body) {
        return body.contains(opened) ? ArrivalKind.OPENED : ArrivalKind.CLOSED;
    }
}
