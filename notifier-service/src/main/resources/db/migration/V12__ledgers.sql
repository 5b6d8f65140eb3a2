-- What the receiver said when it took a notice: an HTTP status, an SMTP reply code.
alter table delivery_step add column answer text;

-- For each thing that notices were about, an incident or `maintenance/` and a window: what became of each of them, as an
-- append-only log (RFC 9162). It outlives the incident, its deliveries and its subscribers, so it refers to no other table.
create table ledger (
    about text primary key,
    size bigint not null,
    -- The hashes of the largest complete subtrees, from left to right: what is needed to go on, and to know the root.
    frontier bytea not null,
    figures jsonb not null,
    sealed_at timestamptz not null
);

-- The entries in the order in which they were sealed, many in a row: lines of JSON, deflated.
create table ledger_batch (
    about text not null,
    first bigint not null,
    size int not null,
    entries bytea not null,
    -- The first four bytes of the id of each entry's delivery, by which a batch is found.
    deliveries bytea not null,
    primary key (about, first)
);
-- Neither gets smaller by being compressed again.
alter table ledger_batch alter column entries set storage external, alter column deliveries set storage external;

-- The subtrees of 256 leaves and more, so that a proof reads few entries.
create table ledger_node (
    about text not null,
    level smallint not null,
    index bigint not null,
    hash bytea not null,
    primary key (about, level, index)
);

-- The keys that signed heads, so that an old receipt can be verified when there is a newer key. The private key is null
-- where it comes from the configuration.
create table ledger_key (
    id text primary key,
    public_key bytea not null,
    private_key bytea,
    created_at timestamptz not null
);
create unique index ledger_key_of_ours on ledger_key ((true)) where private_key is not null;

-- Since when every attempt at a subscriber has failed; null once one succeeds.
alter table subscription add column unreached_since timestamptz;
-- Since when what is due to it is held back, because it failed for days; and when one notice is let out next, to see whether
-- it is back.
alter table subscription add column paused_at timestamptz;
alter table subscription add column probe_at timestamptz;
