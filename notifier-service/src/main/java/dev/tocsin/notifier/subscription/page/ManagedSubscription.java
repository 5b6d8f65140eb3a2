package dev.tocsin.notifier.subscription.page;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A subscription as its owner sees it.
///
/// @param address the address in parts, between which a line may break
/// @param state the state in the owner's language
/// @param reason why it was refused, or why it ended; null otherwise
/// @param editable whether it has not ended
/// @param signed whether it has a secret
/// @param pausable whether it is paused when it cannot be reached for days
public record ManagedSubscription(
        List<String> address,
        String state,
        @Nullable String reason,
        boolean editable,
        boolean signed,
        boolean pausable) {

    private static final Pattern BREAK = Pattern.compile("(?<=[/.?&=:@_+-])");

    static ManagedSubscription of(Subscription subscription) {
        return new ManagedSubscription(
                List.of(BREAK.split(subscription.address().shown())),
                subscription.preferences().translation().word("subscription", subscription.state()),
                subscription.reason(),
                subscription.state() == SubscriptionState.PENDING
                        || subscription.state() == SubscriptionState.CONFIRMED,
                isSigned(subscription),
                subscription.channel() != Channel.EMAIL);
    }

    /// Whether its notices can be gathered into digests.
    public boolean isMail() {
        return !pausable;
    }

    static boolean isSigned(Subscription subscription) {
        return subscription.address() instanceof WebhookAddress;
    }
}
