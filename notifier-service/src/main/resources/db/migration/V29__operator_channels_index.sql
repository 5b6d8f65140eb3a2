-- An instance that was killed while it made the index has left one that is not valid.
drop index concurrently if exists subscription_of_operators;
create index concurrently subscription_of_operators on subscription (id) where operator is not null;
