create table auth_key (
    id ${key} not null primary key,
    public_key ${key} not null,
    account ${key} not null,
    name text not null,
    sealed_secret text not null,
    scopes text not null,
    signature_required ${flag} not null,
    signature_algo text,
    secret_shown ${flag} not null,
    created bigint not null,
    modified bigint not null,
    revoked bigint
);
create unique index auth_key_public on auth_key (public_key);

create table access_token (
    hash ${key} not null primary key,
    key_id ${key} not null,
    scopes text not null,
    expires bigint not null
);
create index access_token_expires on access_token (expires);

create table used_signature (
    hash ${key} not null primary key,
    expires bigint not null
);
create index used_signature_expires on used_signature (expires);
