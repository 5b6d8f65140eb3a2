package dev.tocsin.incident.notices.page;

import dev.tocsin.incident.notices.SubscriberSearch;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The filter of the list of subscribers, as it stands in the address. An empty field matches all.
///
/// Addresses of subscribers are not in it: requests are logged on their way.
public record SubscriberFilter(
        @Nullable String state,
        @Nullable String channel,
        @Nullable String region,
        @Nullable String component,
        boolean failing) {

    static final SubscriberFilter NONE = new SubscriberFilter(null, null, null, null, false);

    SubscriberSearch search(@Nullable String after) {
        return new SubscriberSearch(null, state, channel, region, component, failing ? true : null, after);
    }

    public List<String> states() {
        return List.of("pending", "confirmed", "refused", "left");
    }

    public List<String> channels() {
        return FilterWords.channels();
    }

    public boolean given() {
        return !equals(NONE);
    }

    /// The path of the next page.
    String next(String after) {
        var path = UriBuilder.fromPath("/ops/subscribers");
        FilterWords.add(path, "state", state);
        FilterWords.add(path, "channel", channel);
        FilterWords.add(path, "region", region);
        FilterWords.add(path, "component", component);
        FilterWords.add(path, "failing", failing ? "true" : null);
        FilterWords.add(path, "after", after);
        return path.build().toString();
    }

    /// The parameters as a browser sends them.
    static final class SubscriberQuery {

        @QueryParam("state")
        @Nullable
        String state;

        @QueryParam("channel")
        @Nullable
        String channel;

        @QueryParam("region")
        @Nullable
        String region;

        @QueryParam("component")
        @Nullable
        String component;

        @QueryParam("failing")
        @DefaultValue("false")
        boolean failing;

        SubscriberFilter filter() {
            return new SubscriberFilter(
                    FilterWords.orNull(state),
                    FilterWords.orNull(channel),
                    FilterWords.orNull(region),
                    FilterWords.orNull(component),
                    failing);
        }
    }
}
