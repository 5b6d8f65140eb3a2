-- From when on each cell was what, as tocsin.status-history tells; rows are only ever added.
create table uptime_turn (
    cell    text        not null,
    number  bigint      not null,
    at      timestamptz not null,
    verdict text,
    primary key (cell, number)
);

create index uptime_turn_at on uptime_turn (at);

-- Corrections, each beside what was measured; rows are only ever added.
create table uptime_amendment (
    id       bigint generated always as identity primary key,
    document jsonb  not null
);

create function uptime_is_never_edited() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name;
end $$;

create trigger uptime_turn_is_never_edited
    before update or delete or truncate on uptime_turn
    for each statement execute function uptime_is_never_edited();

create trigger uptime_amendment_is_never_edited
    before update or delete or truncate on uptime_amendment
    for each statement execute function uptime_is_never_edited();
