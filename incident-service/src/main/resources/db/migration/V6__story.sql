-- What was told of each incident, from its first event on; rows are only ever added.
create table story (
    incident text   not null,
    number   bigint not null,
    type     text   not null,
    event    text   not null,
    primary key (incident, number)
);
