package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.notifier.subscription.store.ConfirmationCodeRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import dev.tocsin.support.http.Site;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The parts of a message to one subscriber: its wording, the subscriber's own link that ends the subscription, and
/// the subscriber's own code.
@Singleton
public final class Subscribers {

    private final PublishedCatalog catalog;
    private final TokenRepository tokens;
    private final ConfirmationCodeRepository codes;
    private final Site notifier;
    private final Site pages;
    private final Clock clock = Clock.systemUTC();

    Subscribers(
            PublishedCatalog catalog,
            TokenRepository tokens,
            ConfirmationCodeRepository codes,
            @ConfigProperty(name = "tocsin.notifier.url") URI notifier,
            @ConfigProperty(name = "tocsin.incident.url") URI pages) {
        this.catalog = catalog;
        this.tokens = tokens;
        this.codes = codes;
        this.notifier = new Site(notifier);
        this.pages = new Site(pages);
    }

    public KnownCatalog catalog() {
        return catalog.known();
    }

    public ChatMessage announcement(Notice notice, Subscription to) {
        var leave = to.state() == SubscriptionState.OPERATOR ? pages.at("/ops/catalog") : leave(to);
        return ChatMessage.of(notice, catalog.known(), to.preferences(), leave);
    }

    /// The announcement as a subscriber without preferences would read it, except for the token in its link.
    public ChatMessage sample(Notice notice) {
        return ChatMessage.of(
                notice, catalog.known(), Preferences.DEFAULT, notifier.at("/subscriptions/leave?token=preview"));
    }

    /// The link with which anyone who has it can end the subscription.
    public URI leave(Subscription to) {
        var token = tokens.issue(to.id(), Purpose.LEAVE, clock.instant());
        return notifier.at("/subscriptions/leave?token=" + token.text());
    }

    public TestMessage testMessage(Subscription to) {
        return new TestMessage(to.preferences().translation(), catalog.known().page());
    }

    /// A request with a new code, which makes older codes invalid.
    public CodeRequest codeRequest(Subscription to) {
        return new CodeRequest(
                to.preferences().translation(), catalog.known().page(), codes.issue(to.id(), clock.instant()));
    }
}
