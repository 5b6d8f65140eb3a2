package dev.tocsin.notifier.subscription.page;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.AddressReader.Prompt;
import dev.tocsin.notifier.subscription.AddressReaders;
import dev.tocsin.notifier.subscription.Translation;

/// The field that asks people for their address on a channel, in their language.
///
/// @param word as in the form, such as `email`
public record ChannelField(String word, boolean isUrl, Prompt prompt) {

    /// Whether notices can be gathered into digests.
    public boolean isMail() {
        return word.equals(AddressReaders.word(Channel.EMAIL));
    }

    static ChannelField of(AddressReader reader, Translation translation) {
        return new ChannelField(AddressReaders.word(reader.channel()), reader.isUrl(), reader.prompt(translation));
    }
}
