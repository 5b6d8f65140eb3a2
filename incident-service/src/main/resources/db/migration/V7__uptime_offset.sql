-- From where tocsin.status-history is read on: stored with the rows that were made of it, so that a database that is
-- restored from a backup reads again what it lost.
create table uptime_offset (
    topic       text    not null,
    part        integer not null,
    next_offset bigint  not null,
    primary key (topic, part)
);
