package dev.atelier.server.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An answer that goes out piece by piece, written by one thread that may block. A piece is handed
 * to the connection only when the one before has left, so a client that does not read costs one
 * piece of memory, and after a while its connection.
 */
public final class Outflow {
    private final RoutingContext rc;
    private final Context context;
    private final Duration patience;
    private volatile boolean started;
    private volatile boolean gone;

    /** The client left, or took nothing for too long. */
    public static final class GoneException extends Exception {
        private static final long serialVersionUID = 1L;

        GoneException(String why) {
            super(why);
        }
    }

    /**
     * @param patience longest time one piece may take to leave
     */
    Outflow(RoutingContext rc, Context context, Duration patience) {
        this.rc = rc;
        this.context = context;
        this.patience = patience;
    }

    /** Runs the action, on any thread, once the client has left; it must not block. */
    public void whenGone(Runnable action) {
        context.runOnContext(_ -> {
            if (rc.response().closed()) {
                leave(action);
            } else {
                rc.response().closeHandler(_ -> leave(action));
            }
        });
    }

    private void leave(Runnable action) {
        gone = true;
        action.run();
    }

    public boolean gone() {
        return gone;
    }

    /** Sends the head; what follows are pieces of the body. */
    public void start(int status, Map<String, String> headers) throws GoneException {
        started = true;
        await(response -> {
            response.setStatusCode(status).setChunked(true);
            headers.forEach(response::putHeader);
            return response.writeHead();
        });
    }

    /** Returns when the piece has left this process. */
    public void write(Buffer piece) throws GoneException {
        await(response -> response.write(piece));
    }

    public void end() throws GoneException {
        await(HttpServerResponse::end);
    }

    boolean started() {
        return started;
    }

    /** Breaks the connection off, so that the client does not take what it has for the whole. */
    void breakOff() {
        context.runOnContext(_ -> rc.request().connection().close());
    }

    @FunctionalInterface
    private interface Write {
        Future<Void> on(HttpServerResponse response);
    }

    private void await(Write write) throws GoneException {
        var done = new CompletableFuture<Void>();
        try {
            context.runOnContext(_ -> send(write, done));
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new GoneException("the server closes");
        } catch (ExecutionException e) {
            throw new GoneException(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            breakOff();
            throw new GoneException("nothing was taken for " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            breakOff();
            throw new GoneException("interrupted");
        }
    }

    private void send(Write write, CompletableFuture<Void> done) {
        HttpServerResponse response = rc.response();
        if (response.closed() || response.ended()) {
            done.completeExceptionally(new GoneException("the client left"));
            return;
        }
        write.on(response).onSuccess(done::complete).onFailure(done::completeExceptionally);
    }
}
