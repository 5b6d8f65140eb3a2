-- Who holds the lock of this one row writes windows; plans of an older catalog than this do not count any more.
create table maintenance_writer (
    only_row        boolean     primary key default true check (only_row),
    planned_as_of timestamptz not null
);

insert into maintenance_writer (planned_as_of) values ('epoch');

create table maintenance_window (
    id        text        primary key,
    state     text        not null,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    document  jsonb       not null
);

create index maintenance_window_not_over on maintenance_window (id) where state in ('SCHEDULED', 'IN_PROGRESS');

-- What is still to be told on tocsin.maintenance, in this order: ids are given under the writer's lock.
create table maintenance_outbox (
    id    bigint generated always as identity primary key,
    event text   not null
);
