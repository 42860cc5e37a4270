create table assembly (
    id ${key} not null primary key,
    account text not null default '',
    status text not null,
    created bigint not null,
    updated bigint not null
);
create index assembly_open on assembly (created, id) where status in ('UPLOADING', 'EXECUTING');

create table assembly_event (
    assembly_id ${key} not null references assembly (id),
    seq bigint not null,
    at bigint not null,
    json text not null,
    effect ${key},
    primary key (assembly_id, seq)
);
create unique index assembly_event_effect on assembly_event (assembly_id, effect)
    where effect is not null;

create table file (
    id ${key} not null primary key,
    assembly_id ${key} not null references assembly (id),
    sha256 ${key} not null,
    size bigint not null,
    mime text not null,
    name text not null,
    expires_at bigint not null
);
create index file_sha256 on file (sha256);
create index file_expires on file (expires_at);
