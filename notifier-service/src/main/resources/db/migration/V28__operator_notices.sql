-- Each incident as operators may read it, after its last snapshot on `tocsin.incidents`; internal ones among them.
create table operator_incident (
    id text primary key,
    kafka_partition int not null,
    -- The number of the last snapshot that was handled.
    number bigint not null,
    is_open boolean not null,
    changed_at timestamptz not null,
    -- Whether its present state is still to be decided for each channel.
    undecided boolean not null,
    -- The W3C trace context of the last snapshot.
    traceparent text,
    -- The content of notices; JSON's null before a snapshot was read again after a restore.
    content jsonb not null
);
create index operator_incident_open on operator_incident (kafka_partition) where is_open;
create index operator_incident_undecided on operator_incident (kafka_partition) where undecided;

-- The last notice of an incident to each operators' channel.
create table operator_told (
    incident text not null references operator_incident,
    subscription text not null references subscription on delete cascade,
    episode int not null,
    -- Whether its end is still to be announced.
    is_open boolean not null,
    -- The incident's number at the opening: what is read again of the time before it does not close it.
    opened_number bigint not null,
    highest severity not null,
    primary key (incident, subscription)
);
create index operator_told_of_channel on operator_told (subscription);
