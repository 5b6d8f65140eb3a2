-- Which channels there are is the service's business: a further one is a package, not a migration. An instance of the
-- release before writes its two words as before.
alter table subscription drop constraint subscription_channel_check;
alter table subscription add constraint subscription_channel_check check (channel ~ '^[a-z]{1,30}$') not valid;
alter table subscription validate constraint subscription_channel_check;

-- What a webhook's owner wants in the head of each request, such as `Authorization: Bearer …`.
alter table subscription add column headers text[];

-- What was shown in a channel, for somebody who reads that channel to type in; only its hash is kept.
create table confirmation_code (
    subscription text primary key references subscription on delete cascade,
    hash bytea not null,
    expires_at timestamptz not null,
    attempts int not null default 0
);
create index confirmation_code_expiry on confirmation_code (expires_at);
