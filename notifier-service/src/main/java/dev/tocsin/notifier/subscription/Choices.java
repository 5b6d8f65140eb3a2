package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.util.Optional;

/// All that a subscriber can choose beside its address.
public record Choices(Scope scope, Preferences preferences) {

    /// What of it a channel does not have.
    public Optional<FieldProblem> problemWith(Channel channel) {
        return preferences.digest() != null && channel != Channel.EMAIL
                ? Optional.of(new FieldProblem("digest", "is for email only"))
                : Optional.empty();
    }
}
