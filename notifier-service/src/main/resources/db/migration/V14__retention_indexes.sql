-- An instance that was killed while it made an index has left one that is not valid.
drop index concurrently if exists delivery_of_subscription;
drop index concurrently if exists incident_told_of_subscription;
drop index concurrently if exists maintenance_told_of_subscription;
drop index concurrently if exists token_of_subscription;
drop index concurrently if exists subscription_joined;
drop index concurrently if exists subscription_ended;
drop index concurrently if exists subscription_unconfirmed;

-- What refers to a subscription: each one that is deleted is looked for there.
create index concurrently delivery_of_subscription on delivery (subscription);
create index concurrently incident_told_of_subscription on incident_told (subscription);
create index concurrently maintenance_told_of_subscription on maintenance_told (subscription);
create index concurrently token_of_subscription on token (subscription);
create index concurrently subscription_joined on subscription (joined_to) where joined_to is not null;

-- Where retention begins.
create index concurrently subscription_ended on subscription (left_at) where state = 'left';
create index concurrently subscription_unconfirmed on subscription (created_at) where state in ('pending', 'refused');
