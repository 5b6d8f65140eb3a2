package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.util.Optional;

/// All that a subscriber can choose besides its address.
public record Choices(Scope scope, Preferences preferences) {

    /// A choice that the channel does not support, if there is one.
    public Optional<FieldProblem> problemWith(Channel channel) {
        return preferences.digest() != null && channel != Channel.EMAIL
                ? Optional.of(new FieldProblem("digest", "is for email only"))
                : Optional.empty();
    }
}
