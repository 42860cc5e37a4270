package dev.atelier.server.queue;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;

/** What differs between the databases the queue lives in. */
public enum QueueDialect {
    SQLITE {
        @Override
        JdbcCustomization customization() {
            return new SqliteLockAndFetch();
        }

        @Override
        String insert(String table) {
            return INSERT.formatted(table);
        }

        @Override
        boolean tellsOthers() {
            return false;
        }
    },
    POSTGRES {
        @Override
        JdbcCustomization customization() {
            return new PostgreSqlJdbcCustomization(false, false);
        }

        // Tells the other processes in the same round trip; they hear it after the commit.
        @Override
        String insert(String table) {
            return "with added as (%s returning 1) select pg_notify('%s', '%s') from added"
                    .formatted(INSERT.formatted(table), CHANNEL, table);
        }

        @Override
        boolean tellsOthers() {
            return true;
        }
    };

    /** Where enqueued jobs are announced; the message is the lane's table. */
    static final String CHANNEL = "atelier_jobs";

    private static final String INSERT =
            """
            insert into %s (task_name, task_instance, task_data, execution_time, picked, version,
              priority) values (?, ?, ?, ?, ?, 1, ?)
            on conflict (task_name, task_instance) do nothing\
            """;

    abstract JdbcCustomization customization();

    abstract String insert(String table);

    /** Whether several processes share the queue. */
    abstract boolean tellsOthers();
}
