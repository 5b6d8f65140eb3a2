package dev.tocsin.notifier.silence.store;

import static java.util.Objects.requireNonNull;

import dev.tocsin.notifier.silence.Silence;
import dev.tocsin.notifier.silence.SilenceRecurrence;
import dev.tocsin.notifier.silence.SilenceScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "silence")
class SilenceEntity {

    @Id
    private String id;

    private List<String> regions;
    private List<String> components;
    private List<String> incidents;
    private List<String> subscriptions;
    private String reason;
    private String owner;
    private Instant createdAt;
    private Instant startsAt;
    private Instant endsAt;
    private @Nullable String endedBy;
    private @Nullable String rule;
    private @Nullable Long lastsMillis;
    private @Nullable String zone;

    @SuppressWarnings("NullAway.Init")
    protected SilenceEntity() {}

    SilenceEntity(Silence silence) {
        var scope = silence.scope();
        id = silence.id();
        regions = scope.regions();
        components = scope.components();
        incidents = scope.incidents();
        subscriptions = scope.subscriptions();
        reason = silence.reason();
        owner = silence.owner();
        createdAt = silence.createdAt();
        startsAt = silence.startsAt();
        endsAt = silence.endsAt();
        endedBy = silence.endedBy();
        var recurrence = silence.recurrence();
        if (recurrence != null) {
            rule = recurrence.rule();
            lastsMillis = recurrence.lasts().toMillis();
            zone = recurrence.zone().getId();
        }
    }

    Silence silence() {
        return new Silence(
                id,
                new SilenceScope(regions, components, incidents, subscriptions),
                reason,
                owner,
                createdAt,
                startsAt,
                endsAt,
                recurrence(),
                endedBy);
    }

    private @Nullable SilenceRecurrence recurrence() {
        return rule == null
                ? null
                : new SilenceRecurrence(
                        rule, Duration.ofMillis(requireNonNull(lastsMillis)), ZoneId.of(requireNonNull(zone)));
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    void end(String by, Instant now) {
        endsAt = now;
        endedBy = by;
    }
}
