package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.ConfirmationCode;
import dev.tocsin.notifier.subscription.RateLimit;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.State;
import dev.tocsin.notifier.subscription.store.ConfirmationCodeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/// Redeems codes that were typed in, from the API and from the page alike.
@ApplicationScoped
public class ConfirmationCodes {

    public enum Result {
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
    public Result redeem(Subscription subscription, String typed, String client) {
        var now = clock.instant();
        if (!limit.allows(client, now)) {
            return Result.TOO_MANY;
        }
        if (subscription.state() == State.CONFIRMED) {
            return Result.CONFIRMED;
        }
        return ConfirmationCode.read(typed)
                .map(code -> switch (store.redeem(subscription.id(), code, now)) {
                    case CONFIRMED -> Result.CONFIRMED;
                    case WRONG -> Result.WRONG;
                    case USED_UP -> Result.USED_UP;
                })
                .orElse(Result.WRONG);
    }
}
