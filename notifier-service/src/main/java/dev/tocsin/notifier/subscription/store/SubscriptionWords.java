package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.database.WordConverter;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.Token.Purpose;
import jakarta.persistence.Converter;

/// The words of this feature that are kept in columns.
final class SubscriptionWords {

    private SubscriptionWords() {}

    @Converter(autoApply = true)
    static class OfState extends WordConverter<SubscriptionState> {
        OfState() {
            super(SubscriptionState.class);
        }
    }

    @Converter(autoApply = true)
    static class OfPurpose extends WordConverter<Purpose> {
        OfPurpose() {
            super(Purpose.class);
        }
    }

    @Converter(autoApply = true)
    static class OfLanguage extends WordConverter<Language> {
        OfLanguage() {
            super(Language.class);
        }
    }
}
