-- Figures of checks by minute, as tocsin.minute-figures tells them; each hour they are packed into the table below.
create table figure_fragment (
    cell    text        not null,
    at      timestamptz not null,
    content bytea       not null
);

create index figure_fragment_cell on figure_fragment (cell, at);

-- The minutes of a cell's hour, in one partition for each day. The content is deflated already.
create table figure_minutes (
    cell    text        not null,
    at      timestamptz not null,
    content bytea       not null,
    primary key (cell, at)
) partition by range (at);

alter table figure_minutes alter column content set storage external;

-- The hours of a cell's day, in one partition for each month.
create table figure_hours (
    cell    text        not null,
    at      timestamptz not null,
    content bytea       not null,
    primary key (cell, at)
) partition by range (at);

alter table figure_hours alter column content set storage external;

-- From where tocsin.minute-figures is read on: stored with the rows that were made of it.
create table figure_offset (
    topic       text    not null,
    part        integer not null,
    next_offset bigint  not null,
    primary key (topic, part)
);
