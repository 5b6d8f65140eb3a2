package dev.tocsin.notifier.subscription;

import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.delivery.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The channels that can be chosen.
///
/// @param offered in the order in which pages list them; at least one
public record AddressReaders(List<AddressReader> offered) {

    public AddressReaders {
        offered = List.copyOf(offered);
        if (offered.isEmpty()) {
            throw new IllegalArgumentException("no channel is offered");
        }
    }

    /// @param word as in a form, such as `email`
    public Optional<AddressReader> of(@Nullable String word) {
        return offered.stream()
                .filter(reader -> word(reader.channel()).equals(word))
                .findFirst();
    }

    /// The reader of the channel, or the first reader when there is no such channel.
    public AddressReader orFirst(@Nullable String word) {
        return of(word).orElse(offered.getFirst());
    }

    /// The channel's word in forms, such as `email`.
    public static String word(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    /// The words of all channels, such as `email, webhook or slack`.
    String words() {
        var words = offered.stream().map(reader -> word(reader.channel())).toList();
        var but = words.subList(0, words.size() - 1).stream().collect(joining(", "));
        return but.isEmpty() ? words.getLast() : but + " or " + words.getLast();
    }
}
