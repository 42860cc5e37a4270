package dev.atelier.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atelier.core.port.NotificationQueue.Ending;
import dev.atelier.core.port.NotificationQueue.Finish;
import dev.atelier.core.port.NotificationQueue.Notification;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What every {@link NotificationQueue} must prove. */
public abstract class NotificationQueueContract {
    private final LinkedBlockingQueue<Notification> attempts = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private NotificationQueue queue;

    protected abstract NotificationQueue open();

    protected abstract Transactions transactions();

    @BeforeEach
    void openQueue() {
        queue = open();
    }

    @AfterEach
    void stopQueue() {
        queue.stop(Duration.ofSeconds(5));
    }

    private static Notification notification(String id) {
        return new Notification(id, "0".repeat(32), "http://sink.test/?ö", 7, true, 2);
    }

    private void start(Consumer<Ending> what) {
        queue.start(notification -> {
            attempts.add(notification);
            return ending ->
                    transactions()
                            .run(() -> {
                                what.accept(ending);
                                transactions().afterCommit(() -> ended.add(notification.id()));
                            });
        });
    }

    private Notification attempted() throws InterruptedException {
        Notification attempt = attempts.poll(30, TimeUnit.SECONDS);
        assertNotNull(attempt, "no attempt was made");
        return attempt;
    }

    @Test
    void addedIsAttemptedUnchangedAndOnceWhenOver() throws Exception {
        start(Ending::over);

        queue.add(notification("a"));

        assertEquals(notification("a"), attempted());
        assertEquals("a", ended.poll(30, TimeUnit.SECONDS));
        queue.add(notification("b"));
        assertEquals("b", attempted().id(), "and a is gone");
    }

    @Test
    void addedBeforeTheStartIsAttemptedAfterIt() throws Exception {
        queue.add(notification("a"));
        queue.add(notification("a"));

        start(Ending::over);

        assertEquals("a", attempted().id());
        assertEquals("a", ended.poll(30, TimeUnit.SECONDS));
        queue.add(notification("b"));
        assertEquals("b", attempted().id(), "the second a was the first");
    }

    @Test
    void putOffIsAttemptedAgain() throws Exception {
        start(ending -> {
            if (attempts.size() + ended.size() < 2) {
                ending.again(Instant.EPOCH);
            } else {
                ending.over();
            }
        });

        queue.add(notification("a"));

        for (int i = 0; i < 2; i++) {
            assertEquals("a", ended.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void undoneTransactionLeavesNothingToAttempt() throws Exception {
        start(Ending::over);

        assertThrows(
                IllegalStateException.class,
                () ->
                        transactions()
                                .run(() -> {
                                    queue.add(notification("a"));
                                    throw new IllegalStateException("undo");
                                }));
        queue.add(notification("b"));

        assertEquals("b", attempted().id());
        assertEquals("b", ended.poll(30, TimeUnit.SECONDS));
        assertNull(attempts.peek());
    }

    @Test
    void attemptThatThrowsIsMadeAgain() throws Exception {
        queue.start(notification -> {
            attempts.add(notification);
            if (attempts.size() == 1) {
                throw new IllegalStateException("first attempt");
            }
            Finish over = ending -> transactions().run(ending::over);
            return ending -> {
                over.commit(ending);
                ended.add(notification.id());
            };
        });

        queue.add(notification("a"));

        assertEquals("a", ended.poll(30, TimeUnit.SECONDS));
        assertEquals(2, attempts.size());
    }
}
