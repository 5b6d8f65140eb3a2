-- What a subscriber chooses beyond what it is about. The defaults are how all of them were told before.
alter table subscription
    add column updates boolean not null default true,
    add column maintenance boolean not null default true,
    -- A BCP 47 tag.
    add column language text not null default 'en',
    -- An IANA name; null for the catalog's.
    add column time_zone text;

-- When a subscription ended, and when its address was erased.
alter table subscription
    add column left_at timestamptz,
    add column erased_at timestamptz;
update subscription set left_at = now() where state = 'left';
create index subscription_to_erase on subscription (left_at) where state = 'left' and erased_at is null;

-- How often whom was asked something by mail or challenge.
create table question_limit (
    -- SHA-256 of what is limited.
    who text primary key,
    since timestamptz not null,
    asked int not null
);
