package dev.tocsin.contract.catalog;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel on which operators are notified of incidents, internal ones among them.
///
/// @param id unique among these channels
/// @param address a mail address, or a webhook's URL; null where it is a secret
/// @param secretAddress where an address is found that is a secret; null where `address` states it
/// @param signingSecret where the secret is found that signs the notices of a webhook; null for other channels
/// @param severities the severities of the incidents; empty for all
/// @param regions ids of the regions of the incidents; empty for all
public record OperatorChannel(
        String id,
        Channel channel,
        @Nullable String address,
        @Nullable SecretReference secretAddress,
        @Nullable SecretReference signingSecret,
        List<Severity> severities,
        List<String> regions) {

    /// @throws IllegalArgumentException when it has no address, or two
    public OperatorChannel {
        if ((address == null) == (secretAddress == null)) {
            throw new IllegalArgumentException("channel %s has no address, or two".formatted(id));
        }
        severities = List.copyOf(severities);
        regions = List.copyOf(regions);
    }
}
