package dev.tocsin.notifier.subscription.api;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.AddressReaders;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

final class AddressReadersProducer {

    private AddressReadersProducer() {}

    /// @throws IllegalArgumentException when the settings name a channel that does not exist
    @Produces
    @Singleton
    static AddressReaders readers(@All List<AddressReader> readers, SubscriptionSettings settings) {
        var byWord = readers.stream().collect(toMap(reader -> AddressReaders.word(reader.channel()), identity()));
        return new AddressReaders(settings.channels().stream()
                .map(String::strip)
                .distinct()
                .flatMap(word -> {
                    var reader = byWord.get(word);
                    if (reader == null) {
                        throw new IllegalArgumentException(
                                "tocsin.subscriptions.channels: there is no channel \"%s\"; there are %s"
                                        .formatted(
                                                word,
                                                String.join(
                                                        ", ",
                                                        byWord.keySet().stream()
                                                                .sorted()
                                                                .toList())));
                    }
                    return Stream.of(reader);
                })
                .filter(AddressReader::isConfigured)
                .toList());
    }
}
