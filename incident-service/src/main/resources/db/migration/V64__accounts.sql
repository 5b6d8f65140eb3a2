-- Who may sign in. Passwords are bcrypt hashes in modular crypt format.
create table account (
    name text primary key check (name ~ '^[a-z][a-z0-9._-]{0,62}$' and name <> 'operator'),
    password text not null,
    role text not null check (role in ('viewer', 'responder', 'admin')),
    -- set by somebody else, so its owner must change it
    first_password boolean not null,
    created_at timestamptz not null
);

-- Sessions by the hash of the secret in their cookie. The bearer of the operator token has sessions without an account.
create table session (
    secret_hash text primary key,
    account text not null,
    started_at timestamptz not null,
    ends_at timestamptz not null
);
create index session_of_account on session (account);
create index session_end on session (ends_at);

-- Who did what. Nobody edits it, not even this service.
create table audit_entry (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    action text not null,
    subject text,
    address text
);

create function audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is not edited';
end
$$;

create trigger audit_entries_stay before update or delete on audit_entry
    for each row execute function audit_stays();
create trigger audit_log_stays before truncate on audit_entry
    for each statement execute function audit_stays();
