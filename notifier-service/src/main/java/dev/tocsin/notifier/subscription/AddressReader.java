package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.util.List;

/// Reads from a form where a subscriber is reached; one for each channel.
public interface AddressReader {

    Channel channel();

    /// What people are asked for.
    Prompt prompt(Translation in);

    /// Whether the address is a URL: it stands in the form's `url` then, else in its `address`.
    default boolean isUrl() {
        return false;
    }

    /// Whether what the channel needs is configured.
    default boolean isConfigured() {
        return true;
    }

    /// Whether a code is shown in the channel, for its reader to type in.
    default boolean isConfirmedByCode() {
        return false;
    }

    /// What it resolves to is checked again at each attempt, so that an address that changes its mind is refused then.
    Result read(SubscriptionForm form);

    sealed interface Result {

        record Right(Address address) implements Result {}

        /// @param problems at least one
        record Wrong(List<FieldProblem> problems) implements Result {}
    }

    /// The part of the page that is the channel's own, in one language.
    ///
    /// @param title such as `By email`
    /// @param type of the input, such as `email`, `url`, `tel`, `text`
    /// @param label such as `Email address`
    /// @param example a right one
    /// @param hint a sentence below it; may be empty
    /// @param none what is said where nothing was filled in that could be meant
    /// @param wrong what is said otherwise; `%1$s` in it completes a sentence that begins with the label
    record Prompt(String title, String type, String label, String example, String hint, String none, String wrong) {

        /// From the channel's own texts, which stand below `page.channel` and its word.
        public static Prompt of(Channel channel, String type, String example, Translation in) {
            var texts = "page.channel." + AddressReaders.word(channel);
            return new Prompt(
                    in.text(texts),
                    type,
                    in.text(texts + ".address"),
                    example,
                    in.find(texts + ".hint").orElse(""),
                    in.format(texts + ".none", example),
                    in.text(texts + ".wrong"));
        }

        /// A problem as a sentence of the page.
        public String sentence(FieldProblem problem, Translation in) {
            return switch (problem.field()) {
                case "address", "url" -> problem.isNone() ? none : wrong.formatted(problem.message());
                default -> problem.sentence(in);
            };
        }
    }
}
