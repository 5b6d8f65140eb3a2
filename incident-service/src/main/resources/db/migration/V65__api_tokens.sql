-- Tokens of programs. Each is kept as the SHA-256 of its 256 random bits; a revoked one stays, so that the audit log
-- can be read.
create table api_token (
    id uuid primary key,
    name text not null check (name ~ '^[a-z][a-z0-9._-]{0,62}$'),
    secret_hash text not null unique,
    permissions text[] not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
);
create unique index api_token_name on api_token (name) where revoked_at is null;
