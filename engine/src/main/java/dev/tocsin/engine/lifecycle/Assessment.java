package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.Reach;

/// The assessment of an incident: a title for customers, a severity, and the customers that it reaches.
public record Assessment(String title, Severity severity, Reach reach) {

    static final Assessment NONE = new Assessment("", Severity.INTERNAL, new Reach(0, 0));

    /// Within an episode, the machine only raises the severity.
    Assessment escalatedTo(Assessment next) {
        return new Assessment(next.title, next.severity.isAtLeast(severity) ? next.severity : severity, next.reach);
    }
}
