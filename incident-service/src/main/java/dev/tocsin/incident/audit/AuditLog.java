package dev.tocsin.incident.audit;

import org.jspecify.annotations.Nullable;

/// Takes notes of what people and tokens do. Nobody changes them afterwards.
public interface AuditLog {

    /// Returns once the note is kept.
    ///
    /// @param who an account, a token, or the operator
    /// @param action such as `Change role to viewer`
    /// @param subject what it was done to
    void note(String who, String action, @Nullable String subject);

    /// The same before there is a request of the framework's, such as at the sign-in.
    ///
    /// @param address where it came from
    void noteFrom(String address, String who, String action);
}
