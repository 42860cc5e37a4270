alter table assembly add column template_id ${key};
alter table assembly add column error text;
alter table assembly add column words text;
alter table assembly add column summary text;
create index assembly_created on assembly (account, created, id);
create index assembly_template on assembly (template_id) where template_id is not null;
create index file_assembly on file (assembly_id);

create table template (
    id ${key} not null primary key,
    account ${key} not null,
    name ${key} not null,
    content text not null,
    signature_required int not null,
    created bigint not null,
    modified bigint not null,
    last_used bigint,
    unique (account, name)
);
create index template_created on template (account, created, id);

create table template_credential (
    id ${key} not null primary key,
    account ${key} not null,
    name ${key} not null,
    type text not null,
    sealed text not null,
    created bigint not null,
    modified bigint not null,
    unique (account, name)
);
create index template_credential_created on template_credential (account, created, id);
