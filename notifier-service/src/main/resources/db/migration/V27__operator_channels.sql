-- Operators' channels are subscriptions of a state of their own, which the service makes from the catalog. Whatever asks
-- for confirmed subscriptions never finds them.
alter table subscription
    -- The channel's id in the catalog, also after it was removed there; null for a customer's subscription.
    add column operator text,
    -- The severities of incidents that an operators' channel gets; empty means all.
    add column severities text[];
alter table subscription drop constraint subscription_state_check;
alter table subscription add constraint subscription_state_check
    check (state in ('pending', 'confirmed', 'refused', 'left', 'operator')) not valid;
alter table subscription validate constraint subscription_state_check;

-- Addresses and secrets of operators' channels are in the catalog or outside of Tocsin, never here.
alter table subscription drop constraint subscription_check;
alter table subscription add constraint subscription_check
    check (case when operator is null then (channel = 'webhook') = (secret is not null) else secret is null end) not valid;
alter table subscription validate constraint subscription_check;
alter table subscription add constraint subscription_operator_check
    check (state <> 'operator' or operator is not null and severities is not null) not valid;
alter table subscription validate constraint subscription_operator_check;

-- The version of the catalog from which operators' channels were made last, so that an instance that reads the catalog
-- late does not bring back older ones.
create table operator_catalog (
    one boolean primary key default true check (one),
    version bigint not null,
    published_at timestamptz not null
);
