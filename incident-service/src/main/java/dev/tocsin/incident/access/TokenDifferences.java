package dev.tocsin.incident.access;

import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.contract.access.AccessTokenEvent.TokenRevoked;
import dev.tocsin.support.access.AccessTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The differences between the topic of tokens and their table.
///
/// @param unpublished the events that the topic lacks
/// @param revokedOnTopic the ids of tokens that only the topic knows as revoked: the table was restored from
///     a backup
public record TokenDifferences(List<AccessTokenEvent> unpublished, List<String> revokedOnTopic) {

    /// A token that is on the topic and not in the table is revoked.
    ///
    /// @param topic read before the table: whatever is published was stored before
    public static TokenDifferences between(AccessTokens topic, List<AccessTokenEvent> table, Instant now) {
        var published = topic.latest();
        var unpublished = new ArrayList<AccessTokenEvent>();
        var revokedOnTopic = new ArrayList<String>();
        for (var stored : table) {
            var latest = published.get(stored.id());
            var isPublished = switch (stored) {
                case TokenIssued _ -> stored.equals(latest);
                case TokenRevoked _ -> latest instanceof TokenRevoked;
            };
            if (stored instanceof TokenIssued && topic.isRevoked(stored.id())) {
                revokedOnTopic.add(stored.id());
            } else if (!isPublished) {
                unpublished.add(stored);
            }
        }
        var known = table.stream().map(AccessTokenEvent::id).collect(toSet());
        published.values().stream()
                .filter(event -> event instanceof TokenIssued && !known.contains(event.id()))
                .forEach(event -> unpublished.add(new TokenRevoked(event.id(), now)));
        return new TokenDifferences(unpublished, revokedOnTopic);
    }
}
