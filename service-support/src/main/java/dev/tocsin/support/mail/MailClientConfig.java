package dev.tocsin.support.mail;

import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.impl.MailClientImpl;

/// The mail client's configuration, as `quarkus.mailer.*` and `quarkus.tls.*` define it.
///
/// Quarkus does not expose it, and has no setting for the time that a mail server may be silent: a server that hung
/// once on each connection would stop all mail until a restart. So the client is created again, with everything that
/// Quarkus configured.
///
/// The field that is read is private, because Quarkus 3.33 has no supported way: the method of `Mailers` that
/// makes the configuration is private, no bean can customise it, and [MailClient] has no getter. Code here that
/// read all keys once more would lose those that a later release adds. Without the field the service does not
/// start, so a release that renames it is noticed at once.
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
