package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Subscription;
import java.time.Duration;

/// Carries notices to one kind of address; one for each channel.
public interface Carrier {

    /// How long one attempt may take in all: for a webhook look-up, connection, TLS and answer.
    Duration LONGEST = Duration.ofSeconds(15);

    Channel channel();

    /// The host that an attempt goes to; attempts at one host share its places.
    String host(Subscription to);

    /// How many attempts may be under way at once.
    ///
    /// @param configured for all channels
    default Bounds bounds(Bounds configured) {
        return configured;
    }

    /// Ends within [#LONGEST], and throws nothing for what the other side does.
    SendResult carry(Notice notice, Subscription to);
}
