package dev.tocsin.notifier.delivery;

import dev.tocsin.notifier.subscription.Subscription;

/// Replaces a channel of operators by the address that the catalog and its secrets give.
public interface AddressResolver {

    /// @return the subscription as it is, if it is no such channel, or while its address cannot be resolved
    Subscription resolve(Subscription to);
}
