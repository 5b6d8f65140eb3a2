package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A subscriber: the notices that it wants, the address for them, and its state.
///
/// ```
///            confirmed by a link or a challenge
///   Pending ────────────────────────────────────▶ Confirmed
///      │                                              │ left, or the address said that it is gone
///      │ no answer, a wrong one                       ▼
///      └────────────▶ Refused                        Left
/// ```
///
/// @param id random, 20 of `0-9a-z`
/// @param reason why it was refused, or why it ended; null otherwise
public record Subscription(
        String id,
        SubscriptionState state,
        Address address,
        Scope scope,
        Preferences preferences,
        Instant createdAt,
        @Nullable String reason) {

    public enum SubscriptionState {
        PENDING,
        CONFIRMED,
        REFUSED,
        LEFT,
        /// A channel of operators, which the catalog defines. Nobody subscribes, changes or ends it.
        OPERATOR;

        /// Whether notices go out to it.
        public boolean isNotified() {
            return this == CONFIRMED || this == OPERATOR;
        }
    }

    /// The same at another address.
    public Subscription at(Address other) {
        return new Subscription(id, state, other, scope, preferences, createdAt, reason);
    }

    public Choices choices() {
        return new Choices(scope, preferences);
    }

    public Channel channel() {
        return address.channel();
    }
}
