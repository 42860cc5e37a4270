package dev.atelier.server.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body as a stream for one blocking reader. Only a few chunks are ever in memory: the
 * next is asked for when one has been taken, so a slow disk slows the client down.
 */
public final class RequestBody extends InputStream {
    private static final int WINDOW = 8;

    /** So many chunks are asked for at once: asking wakes the event loop. */
    private static final int ASK = WINDOW / 2;

    private final HttpServerRequest request;
    private final Context context;
    private final Pace pace;
    private final BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
    private Buffer current = Buffer.buffer();
    private int position;
    private int taken;
    private @Nullable Chunk last;
    private volatile @Nullable String cut;
    private long bytes;
    private Duration waited = Duration.ZERO;

    private sealed interface Chunk {
        record Data(Buffer bytes) implements Chunk {}

        record End() implements Chunk {}

        record Broken(String reason) implements Chunk {}
    }

    /** To be called on the request's context, before it returns to the event loop. */
    RequestBody(HttpServerRequest request, Context context, Pace pace) {
        this.request = request;
        this.context = context;
        this.pace = pace;
        request.pause();
        request.handler(this::arrived);
        request.endHandler(nothing -> chunks.add(new Chunk.End()));
        request.exceptionHandler(
                failure -> chunks.add(new Chunk.Broken("the connection was lost")));
        request.fetch(WINDOW);
    }

    /** Makes whoever reads see a broken body at once; may be called from any thread. */
    public void cut(String reason) {
        cut = reason;
        chunks.add(new Chunk.Broken(reason));
    }

    private void arrived(Buffer buffer) {
        chunks.add(new Chunk.Data(buffer));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * @throws BrokenBodyException when the body will not come to its end
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == current.length()) {
            switch (next()) {
                case Chunk.Data data -> {
                    current = data.bytes();
                    position = 0;
                    if (++taken == ASK) {
                        taken = 0;
                        context.runOnContext(nothing -> request.fetch(ASK));
                    }
                }
                case Chunk.End end -> {
                    return -1;
                }
                case Chunk.Broken broken -> throw new BrokenBodyException(broken.reason());
            }
        }
        int count = Math.min(length, current.length() - position);
        current.getBytes(position, position + count, target, offset);
        position += count;
        if (position == current.length()) {
            BodyArrays.giveBack(current);
            current = Buffer.buffer();
            position = 0;
        }
        return count;
    }

    private Chunk next() throws IOException {
        String reason = cut;
        if (reason != null) {
            last = new Chunk.Broken(reason);
        }
        if (last != null) {
            return last;
        }
        try {
            Chunk chunk = arriving();
            if (!(chunk instanceof Chunk.Data)) {
                last = chunk;
            }
            return chunk;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the request");
        }
    }

    /** Only the time spent waiting counts, so a slow disk is not the client's fault. */
    private Chunk arriving() throws InterruptedException {
        long from = System.nanoTime();
        Chunk chunk = chunks.poll(pace.idle().toMillis(), TimeUnit.MILLISECONDS);
        waited = waited.plusNanos(System.nanoTime() - from);
        if (chunk == null) {
            return new Chunk.Broken("nothing arrived for " + pace.idle().toSeconds() + " seconds");
        }
        if (chunk instanceof Chunk.Data data) {
            bytes += data.bytes().length();
            if (pace.tooSlow(bytes, waited)) {
                return new Chunk.Broken(
                        "it arrived at less than " + pace.bytesPerSecond() + " bytes a second");
            }
        }
        return chunk;
    }
}
