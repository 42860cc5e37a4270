package dev.atelier.server.events;

import dev.atelier.server.http.Outflow;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One client that follows one Assembly, on a thread of its own: sends what there is, waits for
 * more. Holds a position and at most one piece of text, however slow the client is.
 */
final class Listener {
    private static final int PIECE = 32 * 1024;
    private static final Buffer PING = Buffer.buffer(": ping\n\n");

    private final Feed feed;
    private final Outflow out;
    private final Duration ping;
    private final Semaphore news = new Semaphore(0);
    private Position position;
    private long progress;
    private @Nullable History history;

    Listener(Feed feed, Outflow out, Position position, Duration ping) {
        this.feed = feed;
        this.out = out;
        this.position = position;
        this.ping = ping;
    }

    /** Returns when the Assembly has ended or the client has left. */
    void follow() throws Outflow.GoneException, InterruptedException {
        Runnable wake = news::release;
        out.whenGone(wake);
        feed.add(wake);
        try {
            while (!out.gone() && goOn()) {
                news.drainPermits();
            }
        } finally {
            feed.remove(wake);
        }
    }

    private boolean goOn() throws Outflow.GoneException, InterruptedException {
        Feed.Batch batch = feed.after(position, PIECE);
        if (batch.behind()) {
            send(older());
        } else if (!batch.entries().isEmpty()) {
            send(batch.entries());
        } else if (batch.over()) {
            out.end();
            return false;
        } else if (!sentProgress() && !news.tryAcquire(ping.toMillis(), TimeUnit.MILLISECONDS)) {
            out.write(PING);
        }
        return true;
    }

    private List<Entry> older() {
        if (history == null) {
            history = feed.history();
        }
        return history.next();
    }

    private void send(List<Entry> entries) throws Outflow.GoneException {
        Buffer piece = Buffer.buffer();
        for (Entry entry : entries) {
            if (position.isBefore(entry.at())) {
                piece.appendBuffer(entry.text());
                position = entry.at();
            }
            if (piece.length() >= PIECE) {
                out.write(piece);
                piece = Buffer.buffer();
            }
        }
        if (piece.length() > 0) {
            out.write(piece);
        }
    }

    private boolean sentProgress() throws Outflow.GoneException {
        Feed.Passing latest = feed.progress();
        if (latest == null || latest.number() <= progress) {
            return false;
        }
        progress = latest.number();
        out.write(latest.text());
        return true;
    }
}
