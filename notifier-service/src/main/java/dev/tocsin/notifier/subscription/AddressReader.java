package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.util.List;

/// Reads a subscriber's address from a form; there is one reader for each channel.
public interface AddressReader {

    Channel channel();

    /// The texts that ask people for the address.
    Prompt prompt(Translation in);

    /// Whether the address is a URL, which is in the form's `url`; any other address is in its `address`.
    default boolean isUrl() {
        return false;
    }

    /// Whether everything that the channel needs is configured.
    default boolean isConfigured() {
        return true;
    }

    /// Whether a code is shown in the channel, for its reader to type in.
    default boolean isConfirmedByCode() {
        return false;
    }

    /// Each attempt checks again what the address resolves to, so that an address that changes later is refused then.
    AddressReading read(SubscriptionForm form);

    sealed interface AddressReading {

        record Right(Address address) implements AddressReading {}

        /// @param problems at least one
        record Wrong(List<FieldProblem> problems) implements AddressReading {}
    }

    /// The channel's own part of the page, in one language.
    ///
    /// @param title such as `By email`
    /// @param type the type of the input, such as `email`, `url`, `tel`, `text`
    /// @param label such as `Email address`
    /// @param example a correct address
    /// @param hint a sentence below the input; may be empty
    /// @param none the message when nothing was filled in that could be meant as an address
    /// @param wrong the message otherwise; `%1$s` in it completes a sentence that begins with the label
    record Prompt(String title, String type, String label, String example, String hint, String none, String wrong) {

        /// The prompt from the channel's own texts, whose keys begin with `page.channel` and the channel's word.
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
