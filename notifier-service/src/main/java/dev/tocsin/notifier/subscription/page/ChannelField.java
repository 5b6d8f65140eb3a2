package dev.tocsin.notifier.subscription.page;

import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.AddressReader.Prompt;
import dev.tocsin.notifier.subscription.AddressReaders;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.Translation;

/// What people are asked for so that a channel reaches them: in their language, or in the channel's own English words.
///
/// @param word as in the form, such as `email`
/// @param hint may be empty
public record ChannelField(String word, String title, String label, String hint, boolean translated, Prompt prompt) {

    private static final String TEXT = "page.channel.";

    static ChannelField of(AddressReader reader, Translation translation) {
        var word = AddressReaders.word(reader.channel());
        var prompt = reader.prompt();
        var title = translation.find(TEXT + word);
        return new ChannelField(
                word,
                title.orElse(prompt.title()),
                translation.find(TEXT + word + ".address").orElse(prompt.label()),
                translation.find(TEXT + word + ".hint").orElse(prompt.hint()),
                title.isPresent(),
                prompt);
    }

    public boolean isUrl() {
        return prompt.isUrl();
    }

    String sentence(FieldProblem problem, Translation translation) {
        return translated ? problem.sentence(translation) : prompt.sentence(problem);
    }
}
