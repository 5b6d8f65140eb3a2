-- Operators' mutes. An empty list means all, and at least one is not empty.
create table silence (
    id text primary key,
    regions text[] not null,
    components text[] not null,
    incidents text[] not null,
    subscriptions text[] not null,
    reason text not null,
    owner text not null,
    created_at timestamptz not null,
    starts_at timestamptz not null,
    -- When it was to end, or when an operator ended it.
    ends_at timestamptz not null,
    ended_by text,
    -- Of one that recurs: a rule of RFC 5545 for the local times of a zone, and how long it lasts each time.
    rule text,
    lasts_millis bigint,
    zone text,
    check (cardinality(regions || components || incidents || subscriptions) > 0),
    check ((rule is null) = (lasts_millis is null) and (rule is null) = (zone is null))
);
create index silence_in_order on silence (created_at, id);
create index silence_by_end on silence (ends_at);

-- When silences are in force. A period that has ended is removed once the incidents that it covered are marked as changed.
create table silence_period (
    silence text not null references silence on delete cascade,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    -- It silences nobody any more, whatever the clock of an instance says.
    ended boolean not null default false,
    primary key (silence, starts_at)
);
create index silence_period_start on silence_period (starts_at) where not ended;
create index silence_period_end on silence_period (ends_at) where not ended;
create index silence_period_ended on silence_period (silence) where ended;

-- When a person last wrote an update, so that whoever was silenced then gets it later.
alter table incident add column posted_at timestamptz;
