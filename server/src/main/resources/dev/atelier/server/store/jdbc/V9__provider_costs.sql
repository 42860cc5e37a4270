create table provider_cost (
    account ${key} not null,
    day bigint not null,
    provider ${key} not null,
    model text not null,
    calls bigint not null,
    results bigint not null,
    charged bigint not null,
    estimated bigint not null,
    uncertain bigint not null,
    primary key (account, day, provider, model)
);
