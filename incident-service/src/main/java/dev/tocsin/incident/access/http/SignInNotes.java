package dev.tocsin.incident.access.http;

import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.support.kafka.Unavailability;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Notes sign-ins in the audit log. While the database is away, people sign in without a note, and the log says so.
@ApplicationScoped
public class SignInNotes {

    private static final Logger LOG = Logger.getLogger(SignInNotes.class);

    private final AuditLog audit;

    SignInNotes(AuditLog audit) {
        this.audit = audit;
    }

    /// @param address where the request came from
    public void signIn(String who, String address) {
        try {
            audit.noteFrom(address, who, "Sign in");
        } catch (RuntimeException e) {
            if (!Unavailability.causes(e)) {
                throw e;
            }
            LOG.warnf("%s signed in while the database is away, so it is not in the audit log", who);
        }
    }
}
