-- The key from which links to unsubscribe are derived, where none is configured: made once.
create table token_key (
    one boolean primary key default true check (one),
    secret bytea not null
);
