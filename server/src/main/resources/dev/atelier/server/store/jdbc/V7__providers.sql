create table provider_call (
    idem_key ${key} not null primary key,
    assembly_id ${key} not null,
    account ${key} not null,
    step text not null,
    input_key text not null,
    first_ordinal int not null,
    pictures int not null,
    provider ${key} not null,
    model text not null,
    request_hash text not null,
    state text not null,
    posts int not null,
    resent int not null,
    started bigint not null,
    estimate_micros bigint not null,
    cost_micros bigint,
    facts text not null,
    files text not null
);
create index provider_call_assembly on provider_call (assembly_id);
create index provider_call_account on provider_call (account, started);

create table provider_spending (
    scope ${key} not null primary key,
    micros bigint not null
);

create table provider_key (
    id ${key} not null primary key,
    sealed text not null,
    modified bigint not null
);
