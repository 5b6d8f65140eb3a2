package dev.tocsin.notifier.database;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import jakarta.persistence.Converter;

/// The words of the contract that are kept in columns.
final class ContractWords {

    private ContractWords() {}

    @Converter(autoApply = true)
    static class OfChannel extends WordConverter<Channel> {
        OfChannel() {
            super(Channel.class);
        }
    }

    @Converter(autoApply = true)
    static class OfIncidentState extends WordConverter<IncidentState> {
        OfIncidentState() {
            super(IncidentState.class);
        }
    }

    @Converter(autoApply = true)
    static class OfMaintenanceStage extends WordConverter<MaintenanceStage> {
        OfMaintenanceStage() {
            super(MaintenanceStage.class);
        }
    }

    @Converter(autoApply = true)
    static class OfNoticeKind extends WordConverter<NoticeKind> {
        OfNoticeKind() {
            super(NoticeKind.class);
        }
    }

    @Converter(autoApply = true)
    static class OfSeverity extends WordConverter<Severity> {
        OfSeverity() {
            super(Severity.class);
        }
    }

    @Converter(autoApply = true)
    static class OfWindowState extends WordConverter<WindowState> {
        OfWindowState() {
            super(WindowState.class);
        }
    }
}
