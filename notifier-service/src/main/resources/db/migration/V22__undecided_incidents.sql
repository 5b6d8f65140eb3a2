-- Where an incident concerns many, the transaction that handles a snapshot decides for some of them. The others are to
-- be decided for before the next snapshot of the incident is handled, also after a crash.
alter table incident
    add column undecided boolean not null default false,
    add column undecided_trace text;
create index incident_undecided on incident (kafka_partition) where undecided;
