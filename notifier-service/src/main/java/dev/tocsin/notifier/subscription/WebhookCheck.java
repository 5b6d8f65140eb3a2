package dev.tocsin.notifier.subscription;

import java.net.URI;
import java.util.Optional;

/// Says what is wrong with an address as a webhook's; empty when nothing is.
///
/// What a name resolves to is checked again at each attempt, so that an address that changes its mind is
/// refused then.
public interface WebhookCheck {

    Optional<String> problem(URI url);
}
