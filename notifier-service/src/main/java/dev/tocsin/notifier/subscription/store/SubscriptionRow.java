package dev.tocsin.notifier.subscription.store;

import static java.util.Objects.requireNonNull;

import dev.tocsin.contract.Severity;
import dev.tocsin.notifier.subscription.Address;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Scope;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.State;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/// Reads a subscription from a row that has all of its table's columns.
public final class SubscriptionRow {

    private SubscriptionRow() {}

    public static Subscription read(ResultSet row) throws SQLException {
        return new Subscription(
                row.getString("id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                address(row),
                new Scope(
                        Set.of((String[]) row.getArray("regions").getArray()),
                        Set.of((String[]) row.getArray("components").getArray()),
                        Severity.valueOf(row.getString("least_severity").toUpperCase(Locale.ROOT))),
                row.getTimestamp("created_at").toInstant(),
                row.getString("reason"));
    }

    private static Address address(ResultSet row) throws SQLException {
        var text = row.getString("address");
        var secret = row.getString("secret");
        if (secret == null) {
            return new MailAddress(text);
        }
        var old = row.getString("old_secret");
        var until = row.getTimestamp("old_secret_until");
        return new WebhookAddress(
                URI.create(text),
                old == null
                        ? SigningSecrets.only(new Secret(secret))
                        : new SigningSecrets(
                                new Secret(secret),
                                new Secret(old),
                                requireNonNull(until).toInstant()));
    }
}
