package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Subscription;

/// Carries notices to one kind of address; one for each channel.
public interface Carrier {

    Channel channel();

    /// Ends within the time-out of a delivery, and throws nothing for what the other side does.
    SendResult carry(Notice notice, Subscription to);
}
