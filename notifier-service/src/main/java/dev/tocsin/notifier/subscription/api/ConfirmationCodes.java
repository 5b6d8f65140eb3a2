package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.ConfirmationCode;
import dev.tocsin.notifier.subscription.RateLimit;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.store.ConfirmationCodeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/// Redeems codes that were typed in, from the API and from the page alike.
@ApplicationScoped
public class ConfirmationCodes {

    public enum CodeResult {
        CONFIRMED,
        WRONG,
        USED_UP,
        TOO_MANY
    }

    private final ConfirmationCodeRepository store;
    private final RateLimit limit;
    private final Clock clock = Clock.systemUTC();

    ConfirmationCodes(ConfirmationCodeRepository store, SubscriptionSettings settings) {
        this.store = store;
        this.limit = new RateLimit(settings.codesPerMinute(), Duration.ofMinutes(1));
    }

    /// @param client the client that asks, as far as it is known
    public CodeResult redeem(Subscription subscription, String typed, String client) {
        var now = clock.instant();
        if (!limit.allows(client, now)) {
            return CodeResult.TOO_MANY;
        }
        if (subscription.state() == SubscriptionState.CONFIRMED) {
            return CodeResult.CONFIRMED;
        }
        return ConfirmationCode.read(typed)
                .map(code -> switch (store.redeem(subscription.id(), code, now)) {
                    case CONFIRMED -> CodeResult.CONFIRMED;
                    case WRONG -> CodeResult.WRONG;
                    case USED_UP -> CodeResult.USED_UP;
                })
                .orElse(CodeResult.WRONG);
    }
}
