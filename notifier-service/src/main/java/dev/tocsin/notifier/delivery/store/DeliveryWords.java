package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.database.WordConverter;
import dev.tocsin.notifier.delivery.NoticeReason;
import dev.tocsin.notifier.delivery.store.IncidentNoticesEntity.NoticesState;
import jakarta.persistence.Converter;

/// The words of this feature that are kept in columns.
final class DeliveryWords {

    private DeliveryWords() {}

    @Converter(autoApply = true)
    static class OfDeliveryState extends WordConverter<DeliveryState> {
        OfDeliveryState() {
            super(DeliveryState.class);
        }
    }

    @Converter(autoApply = true)
    static class OfStep extends WordConverter<DeliveryStepEntity.DeliveryStep> {
        OfStep() {
            super(DeliveryStepEntity.DeliveryStep.class);
        }
    }

    @Converter(autoApply = true)
    static class OfNoticeReason extends WordConverter<NoticeReason> {
        OfNoticeReason() {
            super(NoticeReason.class);
        }
    }

    @Converter(autoApply = true)
    static class OfNoticeState extends WordConverter<NoticesState> {
        OfNoticeState() {
            super(NoticesState.class);
        }
    }
}
