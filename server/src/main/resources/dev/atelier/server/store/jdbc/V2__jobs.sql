create table job_live_pixels (
    task_name ${key} not null,
    task_instance ${key} not null,
    task_data ${bytes},
    execution_time ${time} not null,
    picked ${flag} not null,
    picked_by text,
    last_success ${time},
    last_failure ${time},
    consecutive_failures int,
    last_heartbeat ${time},
    version bigint not null,
    priority int not null,
    primary key (task_name, task_instance)
);
create index job_live_pixels_next on job_live_pixels (picked, priority desc, execution_time);
create index job_live_pixels_heartbeat on job_live_pixels (last_heartbeat) where picked = ${true};

create table job_live_network (
    task_name ${key} not null,
    task_instance ${key} not null,
    task_data ${bytes},
    execution_time ${time} not null,
    picked ${flag} not null,
    picked_by text,
    last_success ${time},
    last_failure ${time},
    consecutive_failures int,
    last_heartbeat ${time},
    version bigint not null,
    priority int not null,
    primary key (task_name, task_instance)
);
create index job_live_network_next on job_live_network (picked, priority desc, execution_time);
create index job_live_network_heartbeat on job_live_network (last_heartbeat) where picked = ${true};

create table job_batch_pixels (
    task_name ${key} not null,
    task_instance ${key} not null,
    task_data ${bytes},
    execution_time ${time} not null,
    picked ${flag} not null,
    picked_by text,
    last_success ${time},
    last_failure ${time},
    consecutive_failures int,
    last_heartbeat ${time},
    version bigint not null,
    priority int not null,
    primary key (task_name, task_instance)
);
create index job_batch_pixels_next on job_batch_pixels (picked, priority desc, execution_time);
create index job_batch_pixels_heartbeat on job_batch_pixels (last_heartbeat) where picked = ${true};

create table job_batch_network (
    task_name ${key} not null,
    task_instance ${key} not null,
    task_data ${bytes},
    execution_time ${time} not null,
    picked ${flag} not null,
    picked_by text,
    last_success ${time},
    last_failure ${time},
    consecutive_failures int,
    last_heartbeat ${time},
    version bigint not null,
    priority int not null,
    primary key (task_name, task_instance)
);
create index job_batch_network_next on job_batch_network (picked, priority desc, execution_time);
create index job_batch_network_heartbeat on job_batch_network (last_heartbeat) where picked = ${true};

create table job_system (
    task_name ${key} not null,
    task_instance ${key} not null,
    task_data ${bytes},
    execution_time ${time} not null,
    picked ${flag} not null,
    picked_by text,
    last_success ${time},
    last_failure ${time},
    consecutive_failures int,
    last_heartbeat ${time},
    version bigint not null,
    priority int not null,
    primary key (task_name, task_instance)
);
create index job_system_next on job_system (picked, priority desc, execution_time);
create index job_system_heartbeat on job_system (last_heartbeat) where picked = ${true};
