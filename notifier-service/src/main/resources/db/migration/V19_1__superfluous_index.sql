-- delivery_to_subscriber begins with the same column.
drop index concurrently if exists delivery_of_subscription;
