-- Ordered from least to most, so that severities compare.
create type severity as enum ('internal', 'minor', 'major', 'critical');

create table subscription (
    id text primary key,
    channel text not null check (channel in ('email', 'webhook')),
    state text not null check (state in ('pending', 'confirmed', 'refused', 'left')),
    -- Why it was refused, or why it ended.
    reason text,
    -- A mail address or an https URL.
    address text not null,
    -- Empty means all.
    regions text[] not null,
    components text[] not null,
    least_severity severity not null,
    secret text,
    -- While a secret rotates, the one before it is live as well.
    old_secret text,
    old_secret_until timestamptz,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    -- When the subscriber is next asked to confirm; null when there is nothing to ask.
    ask_at timestamptz,
    asked int not null default 0,
    check ((channel = 'webhook') = (secret is not null))
);
create index subscription_to_ask on subscription (ask_at) where ask_at is not null;
create index subscription_by_address on subscription (lower(address), created_at);

-- Whether a cell is among those that somebody wants to hear about.
create function concerns(s subscription, region text, component text)
returns boolean language sql immutable parallel safe return
    (s.regions = '{}' or region = any (s.regions)) and (s.components = '{}' or component = any (s.components));

-- Opaque to who holds them; only their SHA-256 is kept.
create table token (
    hash bytea primary key,
    subscription text not null references subscription on delete cascade,
    purpose text not null check (purpose in ('confirm', 'leave', 'manage')),
    expires_at timestamptz not null
);
create index token_expiry on token (expires_at);

-- One row for each incident that was ever heard of; `number` is the last event handled.
create table incident (
    id text primary key,
    kafka_partition int not null,
    number bigint not null,
    episode int not null,
    title text not null,
    state text not null,
    severity severity not null,
    regions text[] not null,
    onset timestamptz,
    changed_at timestamptz not null,
    suspect text,
    update_text text
);

create function stands(state text)
returns boolean language sql immutable parallel safe return state in ('investigating', 'identified', 'monitoring');

create index incident_standing on incident (kafka_partition) where stands(state);

create table incident_outage (
    incident text not null references incident,
    outage text not null,
    region text not null,
    root text,
    ended_at timestamptz,
    primary key (incident, outage)
);

create table incident_cell (
    incident text not null,
    outage text not null,
    component text not null,
    region text not null,
    public boolean not null,
    bad boolean not null,
    verdict text not null,
    primary key (incident, outage, component, region),
    foreign key (incident, outage) references incident_outage on delete cascade
);

-- What customers can feel of an incident: public cells of outages that have not ended, also those that are up again
-- while the outage's end hold runs.
create view touched as
select c.incident, c.component, c.region, c.bad
from incident_cell c join incident_outage o using (incident, outage)
where c.public and o.ended_at is null;

-- One row is one opening and one closing.
create table incident_told (
    incident text not null references incident,
    episode int not null,
    subscription text not null references subscription,
    state text not null check (state in ('opened', 'closed')),
    highest severity not null,
    last_title text not null,
    last_state text not null,
    last_severity severity not null,
    last_at timestamptz not null,
    primary key (incident, episode, subscription)
);
create index incident_told_open on incident_told (incident) where state = 'opened';

-- What notices say of an incident at one number of it.
create table report (
    incident text not null,
    number bigint not null,
    content jsonb not null,
    primary key (incident, number)
);

create table delivery (
    -- The order in which notices were decided.
    position bigint generated always as identity primary key,
    id text not null unique,
    subscription text not null references subscription,
    channel text not null,
    kind text not null check (kind in ('opening', 'update', 'closing', 'catch-up')),
    incident text not null,
    episode int not null,
    number bigint not null,
    state text not null check (state in ('due', 'delivered', 'covered', 'given-up')),
    -- Attempts begun, in all and since the delivery was last replayed.
    attempt int not null default 0,
    rung int not null default 0,
    due_at timestamptz not null,
    leased_until timestamptz,
    queued_at timestamptz not null,
    ended_at timestamptz,
    reason text,
    covered_by text
);
create index delivery_due on delivery (due_at) where state = 'due';
create index delivery_in_line on delivery (subscription, incident, position) where state = 'due';
create index delivery_of_notice on delivery (incident, episode, subscription);

-- Each step of a delivery, and the outbox of `tocsin.deliveries`.
create table delivery_step (
    position bigint generated always as identity primary key,
    delivery text not null references delivery (id),
    step text not null check (step in ('queued', 'sent', 'retrying', 'given-up')),
    attempt int not null,
    at timestamptz not null,
    next_at timestamptz,
    reason text,
    covered_by text,
    published boolean not null default false
);
create index delivery_step_unpublished on delivery_step (position) where not published;
create index delivery_step_of_delivery on delivery_step (delivery, position);

-- The same facts give the same id, so that a repeated notice is recognised; without a dot, as `webhook-id` wants.
create function delivery_id(incident text, episode int, number bigint, kind text, subscription text)
returns text language sql immutable parallel safe return
    substr(encode(sha256(convert_to(concat_ws('/', incident, episode, number, kind, subscription), 'UTF8')), 'hex'), 1, 32);
