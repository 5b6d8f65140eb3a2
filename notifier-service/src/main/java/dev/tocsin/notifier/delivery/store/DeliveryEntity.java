package dev.tocsin.notifier.delivery.store;

import static java.util.Objects.requireNonNull;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.DeliveryEvent.PlannedWork;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.NoticeReason;
import dev.tocsin.notifier.delivery.store.DeliveryRepository.DeliveryView;
import dev.tocsin.notifier.delivery.store.DeliveryRepository.KeptNotice;
import dev.tocsin.notifier.delivery.store.ReportEntity.ReportKey;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Report;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Rows are written by statements for many rows at once.
@Entity
@Table(name = "delivery")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class DeliveryEntity {

    /// The order in which notices were decided.
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long position;

    @Column(name = "id")
    private String delivery;

    private String subscription;
    private Channel channel;
    private NoticeKind kind;
    private @Nullable MaintenanceStage stage;

    /// An incident, `maintenance/` and a window, or `operators/` and an incident.
    @Column(name = "incident")
    private String about;

    private int episode;
    private long number;
    private DeliveryState state;
    private int attempt;
    private int rung;
    private boolean slow;
    private boolean digest;
    private Instant dueAt;
    private @Nullable Instant leasedUntil;
    private Instant queuedAt;
    private @Nullable Instant endedAt;
    private @Nullable NoticeReason why;
    private @Nullable String reason;
    private @Nullable String coveredBy;

    @SuppressWarnings("NullAway.Init")
    protected DeliveryEntity() {}

    long position() {
        return position;
    }

    String delivery() {
        return delivery;
    }

    String subscription() {
        return subscription;
    }

    Instant queuedAt() {
        return queuedAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    String about() {
        return about;
    }

    int episode() {
        return episode;
    }

    long number() {
        return number;
    }

    /// The key of the report that holds its content.
    ReportKey report() {
        return new ReportKey(about, number);
    }

    /// Whether another notice about the same thing may have been decided before it.
    boolean mayFollow() {
        return kind != NoticeKind.OPENING || episode > 1;
    }

    /// Whether it goes out together with all others of its subscriber that are due then.
    boolean isOfDigest() {
        return digest;
    }

    NoticeKind kind() {
        return kind;
    }

    @Nullable
    MaintenanceStage stage() {
        return stage;
    }

    /// Of one that was just claimed.
    Instant leasedUntil() {
        return requireNonNull(leasedUntil);
    }

    Due due() {
        return new Due(delivery, attempt, rung, dueAt);
    }

    @Nullable
    String coveredBy() {
        return coveredBy;
    }

    DeliveryHead head() {
        var work = stage == null ? null : new PlannedWork(MaintenanceReport.window(about), stage);
        return new DeliveryHead(delivery, subscription, channel, kind, about, episode, number, work);
    }

    KeptNotice kept(@Nullable Report report) {
        return new KeptNotice(delivery, kind, state, queuedAt, report);
    }

    DeliveryView view() {
        var next = state == DeliveryState.DUE && dueAt.isBefore(Receivers.HELD) ? dueAt : null;
        return new DeliveryView(head(), state, attempt, queuedAt, next, endedAt, why, reason, coveredBy);
    }
}
