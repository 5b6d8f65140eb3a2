-- Mails that came back, and the outbox of their events on `tocsin.deliveries`.
create table bounce (
    delivery text primary key references delivery (id),
    subscription text not null references subscription,
    at timestamptz not null,
    reason text not null,
    published boolean not null default false
);
create index bounce_of_subscription on bounce (subscription, at);
create index bounce_unpublished on bounce (at) where not published;
