package dev.tocsin.support.operator;

/// Alerts operators to trouble with Tocsin itself, once when it begins and once when it ends. Never blocks.
public interface OperatorAlerts {

    /// Does nothing while an alert on the same subject is open.
    ///
    /// @param subject the part in trouble, such as `vantage-point/us-east` or `dead-letters/tocsin.changes`
    /// @param why one or two sentences: what is wrong, and what to do about it
    void raise(String subject, String why);

    /// Does nothing when no alert on the subject is open.
    void clear(String subject, String why);
}
