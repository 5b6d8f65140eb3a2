-- Where the owner of a webhook or of another endpoint wants to be told by mail that it is paused.
create table owner_mail (
    subscription text primary key references subscription on delete cascade,
    address text not null,
    -- When the owner is asked to confirm the address; null when that is done.
    ask_at timestamptz,
    asked int not null default 0,
    confirmed_at timestamptz,
    -- When the next attempt to tell of a pause may begin; null before the first.
    tell_at timestamptz,
    -- The pause that was told: `subscription.paused_at`.
    told_of timestamptz
);
create index owner_mail_to_ask on owner_mail (ask_at) where ask_at is not null;

-- The address goes with the subscription, whichever release ends that.
create function forget_owner_mail() returns trigger language plpgsql set search_path from current as $$
begin
    delete from owner_mail where subscription = new.id;
    return null;
end $$;
create trigger subscription_ended after update of state on subscription
    for each row when (new.state in ('left', 'refused')) execute function forget_owner_mail();
