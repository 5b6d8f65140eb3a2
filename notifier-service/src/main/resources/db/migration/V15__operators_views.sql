-- An instance that was killed while it made an index has left one that is not valid.
drop index concurrently if exists delivery_to_subscriber;
drop index concurrently if exists delivery_not_delivered;
drop index concurrently if exists delivery_by_time;
drop index concurrently if exists delivery_by_cover;
drop index concurrently if exists subscription_to_probe;
drop index concurrently if exists subscription_in_order;

-- What one subscriber was told, in order.
create index concurrently delivery_to_subscriber on delivery (subscription, position);

-- What operators look for among millions that were delivered.
create index concurrently delivery_not_delivered on delivery (state, position) where state in ('given-up', 'covered');
create index concurrently delivery_by_time on delivery using brin (queued_at);

-- What a catch-up stands for.
create index concurrently delivery_by_cover on delivery (covered_by) where covered_by is not null;

create index concurrently subscription_in_order on subscription (created_at, id);
create index concurrently subscription_to_probe on subscription (probe_at) where probe_at is not null;
