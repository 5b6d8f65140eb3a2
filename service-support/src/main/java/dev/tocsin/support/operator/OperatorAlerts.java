package dev.tocsin.support.operator;

/// Alerts operators to trouble of Tocsin itself, once for each time that it begins and ends. Never blocks.
public interface OperatorAlerts {

    /// Does nothing while an alert on the same subject stands.
    ///
    /// @param subject what is in trouble, such as `vantage-point/us-east` or `dead-letters/tocsin.changes`
    /// @param why one or two sentences: what is wrong, and what to do about it
    void raise(String subject, String why);

    /// Does nothing when no alert on the subject stands.
    void clear(String subject, String why);
}
