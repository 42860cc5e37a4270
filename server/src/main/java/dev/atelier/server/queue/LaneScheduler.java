package dev.atelier.server.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.Serializer;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

/** The scheduler of one lane while it runs. */
final class LaneScheduler {
    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration UNTIL_INTERRUPT = Duration.ofMillis(250);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final Scheduler scheduler;

    LaneScheduler(
            LaneTable table,
            QueueDialect dialect,
            DataSource database,
            LaneSettings settings,
            LaneTask task,
            InstantSource clock) {
        int threads = settings.threads(task.lane());
        this.scheduler =
                Scheduler.create(database, task)
                        .tableName(table.name())
                        .schedulerName(new SchedulerName.Fixed(settings.node()))
                        .threads(threads)
                        .executorService(
                                Executors.newFixedThreadPool(
                                        threads,
                                        Thread.ofVirtual().name(table.name() + "-", 0).factory()))
                        .enablePriority()
                        .serializer(new TimeText())
                        .jdbcCustomization(dialect.customization())
                        .pollUsingLockAndFetch((threads - 0.5) / threads, 1.0)
                        .pollingInterval(settings.polling())
                        .heartbeatInterval(settings.heartbeat())
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(UNTIL_INTERRUPT)
                        .clock(clock::instant)
                        .build();
    }

    void start() {
        scheduler.start();
    }

    /** Looks for due jobs now. */
    void check() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Takes nothing more, waits for what runs, then interrupts it. */
    void stop(Duration grace) {
        scheduler.pause();
        long end = System.nanoTime() + grace.toNanos();
        while (!scheduler.getCurrentlyExecuting().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        scheduler.stop();
    }

    /** The time a job was enqueued, as decimal text. */
    private static final class TimeText implements Serializer {
        @Override
        public byte @Nullable [] serialize(@Nullable Object data) {
            return data == null ? null : data.toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(Long.valueOf(new String(data, StandardCharsets.US_ASCII)));
        }
    }
}
