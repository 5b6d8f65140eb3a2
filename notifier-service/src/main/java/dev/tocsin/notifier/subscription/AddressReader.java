package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.util.List;

/// Reads from a form where a subscriber is reached; one for each channel.
public interface AddressReader {

    Channel channel();

    /// What people are asked for.
    Prompt prompt();

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

    /// The part of the page that is the channel's own.
    ///
    /// @param title such as `By email`
    /// @param field `address` or `url`: the form's field in which the address stands
    /// @param type of the input, such as `email`, `url`, `tel`, `text`
    /// @param noun what it is called within a sentence, such as `email address`
    /// @param example a right one
    /// @param hint a sentence below it; may be empty
    record Prompt(String title, String field, String type, String noun, String example, String hint) {

        /// Such as `Email address`.
        public String label() {
            return Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
        }

        public boolean isUrl() {
            return field.equals("url");
        }

        /// A problem as a sentence of the page, where the field has a name that people know.
        public String sentence(FieldProblem problem) {
            if (!problem.field().equals(field)) {
                return "%s %s.".formatted(problem.field(), problem.message());
            }
            return problem.isNone()
                    ? "Enter %s %s, such as %s.".formatted(article(), noun, example)
                    : "The %s %s.".formatted(noun, problem.message());
        }

        private String article() {
            return "aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) < 0 ? "a" : "an";
        }
    }
}
