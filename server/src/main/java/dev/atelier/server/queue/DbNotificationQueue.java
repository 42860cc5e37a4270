package dev.atelier.server.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;

import dev.atelier.core.port.NotificationQueue;
import dev.atelier.core.port.Transactions;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

/** Notifications as rows of the table of system jobs, with a scheduler of their own. */
public final class DbNotificationQueue implements NotificationQueue {
    private static final String TABLE = "job_system";
    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration UNTIL_INTERRUPT = Duration.ofMillis(250);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final DataSource database;
    private final Transactions transactions;
    private final QueueDialect dialect;
    private final JdbcCustomization values;
    private final LaneSettings settings;
    private final int threads;
    private final InstantSource clock;
    private volatile @Nullable Scheduler running;

    /**
     * @param database whose connections join the transactions
     * @param settings name of this process, heartbeat and polling
     * @param threads attempts at a time
     */
    public DbNotificationQueue(
            DataSource database,
            Transactions transactions,
            QueueDialect dialect,
            LaneSettings settings,
            int threads,
            InstantSource clock) {
        this.database = database;
        this.transactions = transactions;
        this.dialect = dialect;
        this.values = dialect.customization();
        this.settings = settings;
        this.threads = threads;
        this.clock = clock;
    }

    @Override
    public void add(Notification notification) {
        transactions.run(() -> {
            insert(notification, clock.instant());
            transactions.afterCommit(this::check);
        });
    }

    private void insert(Notification notification, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(dialect.insert(TABLE))) {
            insert.setString(1, NotificationTask.NAME);
            insert.setString(2, notification.id());
            values.setTaskData(insert, 3, NotificationTask.bytes(notification));
            values.setInstant(insert, 4, now);
            insert.setBoolean(5, false);
            insert.setInt(6, 0);
            insert.execute();
        } catch (SQLException e) {
            throw new QueueException(e);
        }
    }

    private void check() {
        Scheduler now = running;
        if (now != null) {
            now.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start(Handler handler) {
        if (running != null) {
            throw new IllegalStateException("the notifications run already");
        }
        if (!dialect.tellsOthers()) {
            free("");
        }
        Scheduler scheduler = scheduler(handler);
        scheduler.start();
        running = scheduler;
    }

    private Scheduler scheduler(Handler handler) {
        var task = new NotificationTask(handler, clock, settings.heartbeat());
        return Scheduler.create(database, task)
                .tableName(TABLE)
                .schedulerName(new SchedulerName.Fixed(settings.node()))
                .threads(threads)
                .executorService(
                        Executors.newFixedThreadPool(
                                threads, Thread.ofVirtual().name("notify-", 0).factory()))
                .serializer(new NotificationTask.Text())
                .jdbcCustomization(values)
                .pollUsingLockAndFetch((threads - 0.5) / threads, 1.0)
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(UNTIL_INTERRUPT)
                .clock(clock::instant)
                .build();
    }

    @Override
    public void stop(Duration grace) {
        Scheduler now = running;
        if (now == null) {
            return;
        }
        running = null;
        now.pause();
        long end = System.nanoTime() + grace.toNanos();
        while (!now.getCurrentlyExecuting().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        now.stop();
        free(" and picked_by = ?", settings.node());
    }

    /** What a process held that is gone, or stops, is due again. */
    private void free(String rest, String... parameters) {
        String sql =
                "update "
                        + TABLE
                        + " set picked = ?, picked_by = null, last_heartbeat = null,"
                        + " version = version + 1 where picked = ?"
                        + rest;
        transactions.run(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement update = connection.prepareStatement(sql)) {
                update.setBoolean(1, false);
                update.setBoolean(2, true);
                for (int i = 0; i < parameters.length; i++) {
                    update.setString(i + 3, parameters[i]);
                }
                update.executeUpdate();
            } catch (SQLException e) {
                throw new QueueException(e);
            }
        });
    }
}
