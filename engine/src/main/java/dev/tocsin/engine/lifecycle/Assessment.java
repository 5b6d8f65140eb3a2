package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.Reach;

/// How bad an incident is, in a line for customers, a word and a number.
public record Assessment(String title, Severity severity, Reach reach) {

    static final Assessment NONE = new Assessment("", Severity.INTERNAL, new Reach(0, 0));

    /// Within an episode the machine only escalates.
    Assessment escalatedTo(Assessment next) {
        return new Assessment(next.title, next.severity.isAtLeast(severity) ? next.severity : severity, next.reach);
    }
}
