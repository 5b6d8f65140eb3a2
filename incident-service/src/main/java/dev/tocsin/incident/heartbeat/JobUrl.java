package dev.tocsin.incident.heartbeat;

import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.Question;

/// One heartbeat check of one cell.
///
/// @param url the URL that the job has to call; a secret
public record JobUrl(CheckDefined check, Question.Heartbeat question, String url) {

    @Override
    public String toString() {
        return "heartbeat of " + check.key();
    }
}
