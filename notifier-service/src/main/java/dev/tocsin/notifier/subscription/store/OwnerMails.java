package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.MailAddresses;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.api.SubscriptionSettings;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Mail addresses of the owners of subscriptions that are no mailbox: each is confirmed by its owner, and notified of
/// each pause of its subscription once.
@ApplicationScoped
@Transactional
public class OwnerMails implements PanacheRepositoryBase<OwnerMailEntity, String> {

    private static final Duration HOUR = Duration.ofHours(1);

    /// The questions are spread over an hour; a further request gets another question.
    private static final int MOST_QUESTIONS = 7;

    private final QuestionLimits limits;
    private final TokenKeys keys;
    private final SubscriptionSettings settings;

    OwnerMails(QuestionLimits limits, TokenKeys keys, SubscriptionSettings settings) {
        this.limits = limits;
        this.keys = keys;
        this.settings = settings;
    }

    /// @param confirmedAt null while its owner has not confirmed it
    public record OwnerMail(MailAddress address, @Nullable Instant confirmedAt) {}

    /// A question to an address, whether it is the owner's.
    public record OwnerQuestion(String subscription, MailAddress address) {}

    /// A pause of which the owner is to be notified.
    ///
    /// @param since the start of the pause, as the database writes it
    public record PausedEndpoint(String subscription, MailAddress address, String since) {}

    private record OwnerMailRow(String subscription, String address, String since) {}

    public Optional<OwnerMail> of(String subscription) {
        return findByIdOptional(subscription)
                .map(found -> new OwnerMail(new MailAddress(found.address()), found.confirmedAt()));
    }

    /// Keeps an address and has a question sent to it; the same address again changes nothing while it is confirmed.
    ///
    /// @return false when the address was asked too often lately, or too many people were asked
    public boolean set(String subscription, MailAddress address) {
        var isConfirmed = of(subscription)
                .filter(known -> known.confirmedAt() != null && known.address().equals(address))
                .isPresent();
        if (isConfirmed) {
            return true;
        }
        if (!limits.take("mail:" + MailAddresses.mailbox(address), settings.confirmationsPerHour(), HOUR)
                || !limits.take(SubscriptionRepository.ALL_PEOPLE, settings.questionsPerHour(), HOUR)) {
            return false;
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into owner_mail (subscription, address, ask_at) values (:subscription, :address, now())
                        on conflict (subscription) do update set
                            address = excluded.address, ask_at = excluded.ask_at, asked = 0, confirmed_at = null,
                            tell_at = null, told_of = null""")
                .setParameter("subscription", subscription)
                .setParameter("address", address.text())
                .executeUpdate();
        findByIdOptional(subscription).ifPresent(getSession()::detach); // what was read above is out of date
        return true;
    }

    /// @return false when there was none
    public boolean remove(String subscription) {
        return delete("subscription", subscription) == 1;
    }

    /// Takes the next question; it is asked again a minute later and then ever more rarely, unless [#asked] records
    /// that it was asked.
    public Optional<OwnerQuestion> takeQuestion() {
        return row("""
                        update owner_mail o
                        set asked = asked + 1,
                            ask_at = case when asked + 1 < %d then now() + interval '1 minute' * power(2, asked) end
                        from (select subscription from owner_mail where ask_at <= now()
                              order by ask_at limit 1 for update skip locked) next
                        where o.subscription = next.subscription
                        returning o.subscription, o.address, '' as since""".formatted(MOST_QUESTIONS))
                .map(row -> new OwnerQuestion(row.subscription(), new MailAddress(row.address())));
    }

    public void asked(OwnerQuestion question) {
        getSession()
                .createNativeMutationQuery(
                        "update owner_mail set ask_at = null where subscription = :subscription and address = :address")
                .setParameter("subscription", question.subscription())
                .setParameter("address", question.address().text())
                .executeUpdate();
    }

    /// The token in the link of a question. It is for this address alone, so that it confirms no later one.
    public Token token(OwnerQuestion question) {
        return keys.token(named(question.subscription(), question.address().text()), Purpose.OWNER);
    }

    /// The subscription whose present owner address a link confirms.
    public Optional<String> subscription(Token token) {
        return keys.subscription(token, Purpose.OWNER)
                .map(named -> named.split(" ", 2))
                .filter(named -> named.length == 2
                        && of(named[0])
                                .filter(known -> known.address().text().equals(named[1]))
                                .isPresent())
                .map(named -> named[0]);
    }

    private static String named(String subscription, String address) {
        return subscription + " " + address;
    }

    public void confirm(String subscription) {
        getSession()
                .createNativeMutationQuery("""
                        update owner_mail set ask_at = null, confirmed_at = coalesce(confirmed_at, now())
                        where subscription = :subscription""")
                .setParameter("subscription", subscription)
                .executeUpdate();
    }

    /// Takes the next pause of which the owner was not notified; it is taken again five minutes later, unless [#told]
    /// records that the owner was.
    public Optional<PausedEndpoint> takePause() {
        return row("""
                        update owner_mail o set tell_at = now() + interval '5 minutes'
                        from (select m.subscription, s.paused_at
                              from subscription s join owner_mail m on m.subscription = s.id
                              where s.probe_at is not null and s.paused_at is not null and s.state = 'confirmed'
                                  and m.confirmed_at is not null and m.told_of is distinct from s.paused_at
                                  and coalesce(m.tell_at, '-infinity') <= now()
                              limit 1 for update of m skip locked) next
                        where o.subscription = next.subscription
                        returning o.subscription, o.address, cast(next.paused_at as text) as since""").map(row -> new PausedEndpoint(row.subscription(), new MailAddress(row.address()), row.since()));
    }

    public void told(PausedEndpoint pause) {
        getSession()
                .createNativeMutationQuery("""
                        update owner_mail set told_of = cast(:since as timestamptz), tell_at = null
                        where subscription = :subscription""")
                .setParameter("subscription", pause.subscription())
                .setParameter("since", pause.since())
                .executeUpdate();
    }

    private Optional<OwnerMailRow> row(String statement) {
        return getSession()
                .createNativeQuery(statement, OwnerMailRow.class)
                .getResultStream()
                .findFirst();
    }
}
