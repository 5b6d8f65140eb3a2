-- An instance that was killed while it made an index has left one that is not valid.
drop index concurrently if exists delivery_due_normal;
drop index concurrently if exists delivery_due_slow;
drop index concurrently if exists subscription_failing;

-- What is due in each lane, in the order in which it is claimed. The planner does not know how many of those that are due
-- are slow, so it would rather take `delivery_due`, which stays for one release, for an instance of the one before; with
-- `greatest` it cannot.
create index concurrently delivery_due_normal on delivery (channel, greatest(due_at, '-infinity'))
    where state = 'due' and not slow;
create index concurrently delivery_due_slow on delivery (channel, greatest(due_at, '-infinity'))
    where state = 'due' and slow;

create index concurrently subscription_failing on subscription (id) where failing_since is not null;
