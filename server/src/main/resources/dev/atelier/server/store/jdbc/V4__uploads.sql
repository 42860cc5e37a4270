create table upload (
    id ${key} not null primary key,
    assembly_id ${key} not null references assembly (id),
    url text not null,
    name text not null,
    field text not null,
    user_meta text not null,
    metadata text not null,
    concat text,
    length bigint,
    state ${key} not null,
    sha256 ${key},
    md5 ${key},
    touched bigint not null
);
create index upload_assembly on upload (assembly_id);
create index upload_pending on upload (id) where state in ('RECEIVING', 'COMPLETE');
