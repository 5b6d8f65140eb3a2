-- Who holds the lock of this one row writes; the revision tells a writer that another one was there.
create table writer (
    only_row boolean primary key default true check (only_row),
    revision bigint  not null
);

insert into writer (revision) values (0);

-- How far each input was handled; Kafka's own offsets are not used.
create table input_offset (
    topic       text    not null,
    part        integer not null,
    next_offset bigint  not null,
    primary key (topic, part)
);

-- What the correlator knows, a document for each thing: clock, cell, change, and the catalog's entries.
create table knowledge (
    kind     text  not null check (kind in ('catalog', 'arriving', 'clock', 'cell', 'change')),
    id       text  not null,
    document jsonb not null,
    primary key (kind, id)
);

-- `active` while the correlator still thinks about it: open, or ended so lately that it may reopen.
create table incident (
    id         text        primary key,
    number     bigint      not null,
    active     boolean     not null,
    started_at timestamptz not null,
    document   jsonb       not null
);

create index incident_active on incident (id) where active;

create table trace (
    id       bigint generated always as identity primary key,
    incident text,
    at       timestamptz not null,
    rule     text        not null,
    entry    jsonb       not null
);

create index trace_incident on trace (incident, id);

-- What is still to be sent, in this order: ids are given under the writer's lock.
create table outbox (
    id       bigint generated always as identity primary key,
    incident text   not null,
    number   bigint not null,
    type     text   not null,
    event    text   not null,
    snapshot text   not null
);
