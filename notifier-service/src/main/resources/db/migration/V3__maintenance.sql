-- Each window of planned work as `tocsin.maintenance` left it.
create table maintenance_window (
    id text primary key,
    number bigint not null,
    state text not null,
    starts_at timestamptz not null,
    -- The event.
    content jsonb not null,
    -- How many different notices there were of it: the number of the last one.
    notices bigint not null default 0
);
create index maintenance_window_standing on maintenance_window (starts_at) where state in ('scheduled', 'in-progress');

-- What each subscriber believes of a window; see Told.
create table maintenance_told (
    window_id text not null references maintenance_window,
    subscription text not null references subscription,
    episode int not null,
    stage text not null check (stage in ('announced', 'reminded', 'started', 'completed', 'cancelled')),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    primary key (window_id, subscription)
);
create index maintenance_told_open on maintenance_told (window_id) where stage not in ('completed', 'cancelled');

-- A delivery's `incident` is what it is about: an incident, or `maintenance/` and a window; that has a stage.
alter table delivery add stage text;
alter table delivery add check ((stage is null) = (incident not like 'maintenance/%'));
