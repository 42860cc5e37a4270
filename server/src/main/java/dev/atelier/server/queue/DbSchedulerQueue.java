package dev.atelier.server.queue;

import com.github.kagkarlsson.scheduler.task.Execution;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.port.Transactions;
import dev.atelier.core.robot.Uninterrupted;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

/** Jobs as rows, one table and one scheduler for each lane. */
public final class DbSchedulerQueue implements JobQueue {
    /** Statements of ours on a connection that joins the running transaction. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** What runs between start and stop. */
    private record Running(Map<Lane, LaneScheduler> lanes, @Nullable JobAnnouncements heard) {}

    private final DataSource database;
    private final Transactions transactions;
    private final QueueDialect dialect;
    private final LaneSettings settings;
    private final InstantSource clock;
    private final Map<Lane, LaneTable> tables = new EnumMap<>(Lane.class);
    private volatile @Nullable Running running;

    /**
     * @param database whose connections join the transactions
     */
    public DbSchedulerQueue(
            DataSource database,
            Transactions transactions,
            QueueDialect dialect,
            LaneSettings settings,
            InstantSource clock) {
        this.database = database;
        this.transactions = transactions;
        this.dialect = dialect;
        this.settings = settings;
        this.clock = clock;
        for (Lane lane : Lane.values()) {
            tables.put(lane, new LaneTable(lane, dialect));
        }
    }

    private LaneTable table(Lane lane) {
        return tables.computeIfAbsent(lane, missing -> new LaneTable(missing, dialect));
    }

    @Override
    public void enqueue(JobKey key, Lane lane, int priority) {
        transactions.run(() -> {
            on(connection -> {
                table(lane).insert(connection, key, priority, clock.instant());
                return true;
            });
            transactions.afterCommit(() -> check(lane));
        });
    }

    private <T> T on(Work<T> work) {
        return transactions.call(() -> alone(work));
    }

    /** Without a transaction of its own. */
    private <T> T alone(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new QueueException(e);
        }
    }

    private void check(Lane lane) {
        Running now = running;
        if (now != null) {
            LaneScheduler scheduler = now.lanes().get(lane);
            if (scheduler != null) {
                scheduler.check();
            }
        }
    }

    @Override
    public boolean hasten(Claim claim) {
        return transactions.call(() -> {
            transactions.afterCommit(() -> check(claim.lane()));
            Instant first = Instant.ofEpochMilli(claim.enqueuedAt());
            return on(connection -> table(claim.lane()).due(connection, claim.key().text(), first));
        });
    }

    private boolean putBack(LaneTable table, Execution execution, Instant due) {
        return on(
                connection -> table.putBack(connection, execution.getId(), execution.version, due));
    }

    @Override
    public void cancelAll(String assemblyId) {
        on(connection -> {
            for (LaneTable table : tables.values()) {
                table.deleteWaiting(connection, assemblyId);
            }
            return true;
        });
    }

    @Override
    public void start(Handler handler) {
        if (running != null) {
            throw new IllegalStateException("the queue runs already");
        }
        if (!dialect.tellsOthers()) {
            freeLost();
        }
        var lanes = new EnumMap<Lane, LaneScheduler>(Lane.class);
        for (Lane lane : Lane.values()) {
            lanes.put(
                    lane,
                    new LaneScheduler(
                            table(lane), dialect, database, settings, task(lane, handler), clock));
        }
        running =
                new Running(
                        lanes,
                        dialect.tellsOthers()
                                ? JobAnnouncements.listen(database, this::heard)
                                : null);
        lanes.values().forEach(LaneScheduler::start);
    }

    private LaneTask task(Lane lane, Handler handler) {
        LaneTable table = table(lane);
        return new LaneTask(
                lane,
                handler,
                clock,
                settings.heartbeat(),
                (execution, due) -> putBack(table, execution, due));
    }

    private void freeLost() {
        on(connection -> {
            for (LaneTable table : tables.values()) {
                table.freeLost(connection);
            }
            return true;
        });
    }

    private void heard(String table) {
        tables.forEach((lane, each) -> {
            if (each.name().equals(table)) {
                check(lane);
            }
        });
    }

    @Override
    public void stop(Duration grace) {
        Running now = running;
        if (now == null) {
            return;
        }
        running = null;
        if (now.heard() != null) {
            now.heard().close();
        }
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            now.lanes().values().forEach(lane -> together.execute(() -> lane.stop(grace)));
        }
        if (!grace.isZero()) {
            Uninterrupted.settle();
        }
        on(connection -> {
            for (LaneTable table : tables.values()) {
                table.freeHeldBy(connection, settings.node());
            }
            return true;
        });
    }

    @Override
    public Map<Lane, Integer> depth() {
        return alone(connection -> {
            var depth = new EnumMap<Lane, Integer>(Lane.class);
            for (Lane lane : Lane.values()) {
                depth.put(lane, table(lane).count(connection));
            }
            return depth;
        });
    }
}
