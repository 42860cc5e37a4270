package dev.atelier.server.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.SchedulableTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import dev.atelier.core.port.NotificationQueue.Ending;
import dev.atelier.core.port.NotificationQueue.Finish;
import dev.atelier.core.port.NotificationQueue.Handler;
import dev.atelier.core.port.NotificationQueue.Notification;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** Turns what the library runs into one attempt, and the attempt's end into the row's. */
final class NotificationTask extends AbstractTask<String> {
    static final String NAME = "notify";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationTask.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMMITS = 20;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Handler handler;
    private final InstantSource clock;

    NotificationTask(Handler handler, InstantSource clock, Duration pauseAfterFailure) {
        super(
                NAME,
                String.class,
                (ended, operations) ->
                        operations.reschedule(ended, ended.getTimeDone().plus(pauseAfterFailure)),
                (ended, operations) ->
                        operations.reschedule(ended, ended.getExecution().executionTime));
        this.handler = handler;
        this.clock = clock;
    }

    static byte[] bytes(Notification notification) {
        try {
            return JSON.writeValueAsBytes(notification);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notification cannot be written as JSON", e);
        }
    }

    private static Notification read(String text) {
        try {
            return JSON.readValue(text, Notification.class);
        } catch (IOException e) {
            throw new UncheckedIOException("stored notification cannot be read", e);
        }
    }

    @Override
    public CompletionHandler<String> execute(
            TaskInstance<String> instance, ExecutionContext context) {
        Notification notification = read(instance.getData());
        Finish finish = handler.attempt(notification);
        return (complete, operations) -> commit(finish, new Row(complete, operations));
    }

    /** An interrupt was meant for the attempt; what came of it is stored all the same. */
    private static void commit(Finish finish, Row row) {
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; !committed(finish, row, attempt); attempt++) {
                LockSupport.parkNanos(PAUSE.toNanos());
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean committed(Finish finish, Row row, int attempt) {
        try {
            finish.commit(row);
            return true;
        } catch (RuntimeException e) {
            if (e instanceof ExecutionException) {
                LOG.info("another process took a notification over", e);
                return true;
            }
            if (attempt == COMMITS) {
                throw e;
            }
            LOG.debug("attempt to notify not stored attempt={}", attempt, e);
            return false;
        }
    }

    /** Throws when the row was given to another process meanwhile, so that nothing is stored. */
    private record Row(ExecutionComplete complete, ExecutionOperations<String> operations)
            implements Ending {
        @Override
        public void over() {
            operations.stop();
        }

        @Override
        public void again(Instant due) {
            operations.reschedule(complete, due);
        }
    }

    @Override
    public SchedulableInstance<String> schedulableInstance(String id) {
        return new SchedulableTaskInstance<>(instance(id), clock.instant());
    }

    @Override
    public SchedulableInstance<String> schedulableInstance(String id, String data) {
        return new SchedulableTaskInstance<>(instance(id, data), clock.instant());
    }

    /** Data that is text already. */
    static final class Text implements Serializer {
        @Override
        public byte @Nullable [] serialize(@Nullable Object data) {
            return data == null ? null : data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(new String(data, StandardCharsets.UTF_8));
        }
    }
}
