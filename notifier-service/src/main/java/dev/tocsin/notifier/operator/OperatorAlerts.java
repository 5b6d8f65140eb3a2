package dev.tocsin.notifier.operator;

/// Tells operators about trouble of Tocsin itself.
public interface OperatorAlerts {

    /// Does nothing while an alert on the same subject stands.
    ///
    /// @param subject what is in trouble, such as `dead-letters/tocsin.incident-events`
    /// @param why one or two sentences: what is wrong, and what to do about it
    void raise(String subject, String why);

    /// Does nothing when no alert on the subject stands.
    void clear(String subject, String why);
}
