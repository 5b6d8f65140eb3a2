-- The key from which links to unsubscribe are derived, where none is configured: made once.
create table token_key (
    one boolean primary key default true check (one),
    secret bytea not null
);

-- Whether an event came since it was last decided whom the incident concerns.
alter table incident add column changed boolean not null default false;
-- When the first of its held updates may go out; null while none is held.
alter table incident add column update_at timestamptz;
create index incident_changed on incident (kafka_partition) where changed;
create index incident_update_held on incident (update_at) where update_at is not null;

-- Subscriptions that were confirmed or changed, and were not yet compared with the incidents that stand. They are noted
-- here, by the database, in whatever way they changed, and whichever release changed them.
create table changed_subscription (
    subscription text primary key
);

-- Subscriptions to compare with an incident that stands.
create table catch_up (
    incident text not null,
    subscription text not null,
    primary key (incident, subscription)
);

create function note_new_subscriptions() returns trigger language plpgsql set search_path from current as $$
begin
    insert into changed_subscription select id from added where state = 'confirmed' on conflict do nothing;
    return null;
end $$;
create trigger subscription_added after insert on subscription
    referencing new table as added for each statement execute function note_new_subscriptions();

create function note_changed_subscription() returns trigger language plpgsql set search_path from current as $$
begin
    insert into changed_subscription values (new.id) on conflict do nothing;
    return null;
end $$;
create trigger subscription_changed after update of state, regions, components, least_severity on subscription
    for each row when (new.state = 'confirmed' and (old.state, old.regions, old.components, old.least_severity)
        is distinct from (new.state, new.regions, new.components, new.least_severity))
    execute function note_changed_subscription();
