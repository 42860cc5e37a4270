package dev.atelier.server.queue;

import static java.util.Comparator.comparing;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes due jobs and marks them as taken in one statement, which SQLite can, too. */
final class SqliteLockAndFetch extends SqliteJdbcCustomization {
    private static final Comparator<Execution> NEXT_FIRST =
            Comparator.<Execution>comparingInt(execution -> -execution.taskInstance.getPriority())
                    .thenComparing(comparing(Execution::getExecutionTime));

    @Override
    public boolean supportsSingleStatementLockAndFetch() {
        return true;
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext context, Instant now, int limit, boolean orderByPriority) {
        String table = context.tableName;
        String sql =
                """
                update %s set picked = 1, picked_by = ?, last_heartbeat = ?, version = version + 1
                where rowid in (select rowid from %s where picked = 0 and execution_time <= ?
                  order by priority desc, execution_time limit ?)
                returning *
                """
                        .formatted(table, table);
        var taken =
                new ArrayList<>(
                        context.jdbcRunner.query(
                                sql,
                                statement -> {
                                    statement.setString(1, context.schedulerName.getName());
                                    setInstant(statement, 2, now);
                                    setInstant(statement, 3, now);
                                    statement.setInt(4, limit);
                                },
                                context.resultSetMapper.get()));
        taken.sort(NEXT_FIRST);
        return taken;
    }
}
