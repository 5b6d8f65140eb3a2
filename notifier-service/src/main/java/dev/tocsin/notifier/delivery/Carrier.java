package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Subscription;
import java.time.Duration;

/// Sends notices to one kind of address; there is one carrier for each channel.
public interface Carrier {

    /// The longest that one attempt may take in all: for a webhook, look-up, connection, TLS and answer.
    Duration LONGEST = Duration.ofSeconds(15);

    Channel channel();

    /// The host that an attempt goes to; attempts at one host share its places.
    String host(Subscription to);

    /// The bounds on the attempts that are under way at once.
    ///
    /// @param configured the bounds that are configured for all channels
    default Bounds bounds(Bounds configured) {
        return configured;
    }

    /// Ends within [#LONGEST], and throws nothing because of what the other side does.
    SendResult carry(Notice notice, Subscription to);
}
