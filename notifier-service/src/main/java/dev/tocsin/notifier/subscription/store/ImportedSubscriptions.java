package dev.tocsin.notifier.subscription.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.OperatorAddress;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// Stores subscriptions that come confirmed, many at once.
@ApplicationScoped
@Transactional
public class ImportedSubscriptions {

    /// The number of one of PostgreSQL's advisory locks.
    private static final long LOCK = 15_2006L;

    private final Session session;

    ImportedSubscriptions(Session session) {
        this.session = session;
    }

    /// Locks imports until the transaction ends, so that two of them do not wait for one another's rows. Subscribers
    /// can still confirm meanwhile: the database takes one confirmed subscription of an address.
    public void lock() {
        OneColumn.query(session, "select true from pg_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    /// Adds confirmed subscriptions, of addresses that differ. Where an address has a confirmed subscription already,
    /// that one gets the new choices. Call this after [#lock].
    ///
    /// @return the number of new subscriptions
    public int addOrChange(List<Subscription> confirmed) {
        return session.createNativeMutationQuery("""
                        with given as (
                            select id, channel, address, string_to_array(regions, ' ') as regions,
                                string_to_array(components, ' ') as components,
                                cast(least_severity as severity) as least_severity,
                                updates, maintenance, language, time_zone, digest, secret
                            from unnest(:ids, :channels, :addresses, :regions, :components, :severities, :updates,
                                    :maintenance, :languages, :zones, :digests, :secrets)
                                as given(id, channel, address, regions, components, least_severity, updates,
                                    maintenance, language, time_zone, digest, secret)),
                        changed as (
                            update subscription s
                            set (regions, components, least_severity, updates, maintenance, language, time_zone,
                                 digest) =
                                (g.regions, g.components, g.least_severity, g.updates, g.maintenance, g.language,
                                 g.time_zone, g.digest)
                            from given g
                            where s.state = 'confirmed' and s.channel = g.channel
                                and lower(s.address) = lower(g.address)
                                and (s.channel = 'email' or s.address = g.address)
                            returning g.id)
                        insert into subscription (id, channel, state, address, regions, components, least_severity,
                            updates, maintenance, language, time_zone, digest, secret, created_at, confirmed_at)
                        select id, channel, 'confirmed', address, regions, components, least_severity, updates,
                            maintenance, language, time_zone, digest, secret, now(), now()
                        from given where id not in (select id from changed)
                        on conflict (channel, (case channel when 'email' then lower(address) else address end))
                            where state = 'confirmed' and not duplicate
                        do update set (regions, components, least_severity, updates, maintenance, language, time_zone,
                                digest) =
                            (excluded.regions, excluded.components, excluded.least_severity, excluded.updates,
                             excluded.maintenance, excluded.language, excluded.time_zone, excluded.digest)""")
                .setParameter("ids", Columns.texts(confirmed, Subscription::id))
                .setParameter("channels", Columns.texts(confirmed, each -> word(each.channel())))
                .setParameter(
                        "addresses",
                        Columns.texts(confirmed, each -> each.address().text()))
                .setParameter(
                        "regions",
                        Columns.texts(
                                confirmed, each -> String.join(" ", each.scope().regions())))
                .setParameter(
                        "components",
                        Columns.texts(
                                confirmed, each -> String.join(" ", each.scope().components())))
                .setParameter(
                        "severities",
                        Columns.texts(confirmed, each -> word(each.scope().leastSeverity())))
                .setParameter(
                        "updates", truths(confirmed, each -> each.preferences().updates()))
                .setParameter(
                        "maintenance",
                        truths(confirmed, each -> each.preferences().maintenance()))
                .setParameter(
                        "languages",
                        Columns.texts(
                                confirmed, each -> each.preferences().language().tag()))
                .setParameter("zones", Columns.texts(confirmed, ImportedSubscriptions::zone))
                .setParameter("digests", Columns.texts(confirmed, ImportedSubscriptions::digest))
                .setParameter("secrets", Columns.texts(confirmed, ImportedSubscriptions::secret))
                .executeUpdate();
    }

    private static Boolean[] truths(List<Subscription> from, Predicate<Subscription> truth) {
        return from.stream().map(truth::test).toArray(Boolean[]::new);
    }

    private static @Nullable String zone(Subscription subscription) {
        var zone = subscription.preferences().timeZone();
        return zone == null ? null : zone.getId();
    }

    private static @Nullable String digest(Subscription subscription) {
        var digest = subscription.preferences().digest();
        return digest == null ? null : digest.text();
    }

    private static @Nullable String secret(Subscription subscription) {
        return switch (subscription.address()) {
            case MailAddress _, SecretAddress _, OperatorAddress _ -> null;
            case WebhookAddress webhook -> webhook.secrets().current().text();
        };
    }
}
