package dev.tocsin.incident.notices;

import java.time.Instant;

/// Why notifier-service cannot be asked.
///
/// @param since the first failed request after the last one that was answered
public record NotifierTrouble(TroubleKind kind, Instant since) {

    public enum TroubleKind {
        SILENT("notifier-service cannot be reached"),
        FAILING("notifier-service answers with errors"),
        TOKEN_REFUSED("notifier-service refuses the operator token of this service; both must have the same"),
        BUSY("Too many requests to notifier-service are under way; try again in a few seconds");

        private final String sentence;

        TroubleKind(String sentence) {
            this.sentence = sentence;
        }
    }

    /// Without the full stop, such as `notifier-service cannot be reached`.
    public String sentence() {
        return kind.sentence;
    }
}
