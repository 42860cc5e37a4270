package dev.atelier.server.queue;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.sql.DataSource;

/**
 * Listens on one connection for jobs that other processes enqueued. A lost connection is opened
 * again after a second; until then polling finds the jobs.
 */
final class JobAnnouncements implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobAnnouncements.class);
    private static final int WAIT_MILLIS = 500;
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final DataSource database;
    private final Consumer<String> listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    private JobAnnouncements(DataSource database, Consumer<String> listener) {
        this.database = database;
        this.listener = listener;
    }

    /** The listener gets the message of each announcement. */
    static JobAnnouncements listen(DataSource database, Consumer<String> listener) {
        var announcements = new JobAnnouncements(database, listener);
        announcements.thread =
                Thread.ofVirtual().name("job-announcements").start(announcements::run);
        return announcements;
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Connection connection = database.getConnection()) {
                receive(connection);
            } catch (SQLException e) {
                LOG.warn("listening for jobs failed, polling goes on", e);
                pause();
            }
        }
    }

    private void receive(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + QueueDialect.CHANNEL);
            PGConnection server = connection.unwrap(PGConnection.class);
            while (closing.getCount() > 0) {
                for (PGNotification heard : server.getNotifications(WAIT_MILLIS)) {
                    listener.accept(heard.getParameter());
                }
            }
            statement.execute("unlisten " + QueueDialect.CHANNEL);
        }
    }

    private void pause() {
        try {
            if (closing.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopped listening");
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Returns when the connection is given back. */
    @Override
    public void close() {
        closing.countDown();
        Thread listening = thread;
        if (listening != null) {
            try {
                listening.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
