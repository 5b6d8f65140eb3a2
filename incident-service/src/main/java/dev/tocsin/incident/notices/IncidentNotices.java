package dev.tocsin.incident.notices;

import dev.tocsin.contract.delivery.Channel;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// The notices of an incident by their results, as notifier-service counts them while it seals them.
public record IncidentNotices(String incident, List<ChannelFigures> channels) {

    /// @param bounced how many of the delivered ones came back
    public record ChannelFigures(Channel channel, long due, long delivered, long covered, long givenUp, long bounced) {

        /// Such as `email`.
        public String channelWord() {
            return channel.name().toLowerCase(Locale.ROOT);
        }
    }

    public static IncidentNotices none(String incident) {
        return new IncidentNotices(incident, List.of());
    }

    /// Those that were delivered, and those that a later notice replaced.
    public long sent() {
        return sum(each -> each.delivered() + each.covered());
    }

    public long pending() {
        return sum(ChannelFigures::due);
    }

    public long givenUp() {
        return sum(ChannelFigures::givenUp);
    }

    public long bounced() {
        return sum(ChannelFigures::bounced);
    }

    public boolean isEmpty() {
        return sent() + pending() + givenUp() == 0;
    }

    private long sum(ToLongFunction<ChannelFigures> count) {
        return channels.stream().mapToLong(count).sum();
    }
}
