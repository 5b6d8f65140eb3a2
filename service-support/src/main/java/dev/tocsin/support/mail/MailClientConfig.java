package dev.tocsin.support.mail;

import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.impl.MailClientImpl;

/// What `quarkus.mailer.*` and `quarkus.tls.*` amount to.
///
/// Quarkus keeps that to itself, and has no setting for how long a mail server may be silent: a server that hung once
/// on each connection would end all mail until a restart. So the client is made anew, with all that Quarkus configured.
final class MailClientConfig {

    private static final String FIELD = "config";

    private MailClientConfig() {}

    /// @return a copy
    static MailConfig of(MailClient configured) {
        try {
            var field = MailClientImpl.class.getDeclaredField(FIELD);
            field.setAccessible(true);
            return new MailConfig((MailConfig) field.get(configured));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException("the mail client of this release of Quarkus has no field " + FIELD, e);
        }
    }
}
