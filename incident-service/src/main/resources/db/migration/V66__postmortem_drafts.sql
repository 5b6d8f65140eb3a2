-- Drafts of postmortems, one for each incident, which all operators share. A number rises with each change, so that
-- nobody overwrites a draft that they have not seen.
create table postmortem_draft (
    incident text primary key,
    number bigint not null check (number > 0),
    cause text not null check (length(cause) <= 20000),
    remedy text not null check (length(remedy) <= 20000),
    measures text not null check (length(measures) <= 20000),
    author text not null,
    saved_at timestamptz not null
);
