package dev.atelier.server.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/**
 * The only bridge from the event loop to code that blocks: work runs on a virtual thread of its
 * own, and what follows runs on the request's context again.
 */
public final class Blocking {
    private static final Logger LOG = LoggerFactory.getLogger(Blocking.class);

    /** How long a client that is still sending may go on after it was answered. */
    private static final long LINGER_MILLIS = 2_000;

    private final Vertx vertx;
    private final Pace pace;

    /** Answers one request; may block. */
    @FunctionalInterface
    public interface Work {
        Answer answer(RoutingContext request) throws Exception;
    }

    /** Answers one request whose body it reads; may block. */
    @FunctionalInterface
    public interface BodyWork {
        Answer answer(RoutingContext request, RequestBody body) throws Exception;
    }

    /** Answers one request whole, or piece by piece and then with null; may block. */
    @FunctionalInterface
    public interface StreamWork {
        @Nullable Answer answer(RoutingContext request, Outflow out) throws Exception;
    }

    /**
     * @param pace how slowly bodies may arrive
     */
    public Blocking(Vertx vertx, Pace pace) {
        this.vertx = vertx;
        this.pace = pace;
    }

    /** Runs the work on a virtual thread; the future completes on the caller's context. */
    public <T> Future<T> call(Callable<T> work) {
        Context context = vertx.getOrCreateContext();
        Promise<T> done = Promise.promise();
        Thread.ofVirtual()
                .name("request")
                .start(() -> {
                    try {
                        T result = work.call();
                        back(context, () -> done.complete(result));
                    } catch (Throwable failure) {
                        back(context, () -> done.fail(failure));
                    }
                });
        return done.future();
    }

    /** Once the server is closed nobody waits for an answer any more. */
    private static void back(Context context, Runnable completion) {
        try {
            context.runOnContext(nothing -> completion.run());
        } catch (RejectedExecutionException e) {
            LOG.debug("request ended after the server", e);
        }
    }

    /** A handler for requests whose body, if any, does not matter. */
    public Handler<RoutingContext> handler(Work work) {
        return rc -> {
            rc.request().handler(ignored -> {});
            call(() -> work.answer(rc)).onSuccess(answer -> send(rc, answer)).onFailure(rc::fail);
        };
    }

    /** A handler for requests whose body the work reads as a stream. */
    public Handler<RoutingContext> bodyHandler(BodyWork work) {
        return rc -> {
            var body = new RequestBody(rc.request(), vertx.getOrCreateContext(), pace);
            call(() -> work.answer(rc, body))
                    .onSuccess(answer -> send(rc, answer))
                    .onFailure(rc::fail);
        };
    }

    /**
     * A handler for requests answered piece by piece.
     *
     * @param patience longest time one piece may take to leave
     */
    public Handler<RoutingContext> streamHandler(Duration patience, StreamWork work) {
        return rc -> {
            rc.request().handler(ignored -> {});
            var out = new Outflow(rc, vertx.getOrCreateContext(), patience);
            call(() -> Optional.ofNullable(work.answer(rc, out)))
                    .onSuccess(answer -> answer.ifPresent(whole -> send(rc, whole)))
                    .onFailure(failure -> failed(rc, out, failure));
        };
    }

    /** Once pieces are out there is no telling the client what went wrong. */
    private static void failed(RoutingContext rc, Outflow out, Throwable failure) {
        if (!out.started()) {
            rc.fail(failure);
            return;
        }
        if (!(failure instanceof Outflow.GoneException)) {
            LOG.error("stream broken off path={}", rc.normalizedPath(), failure);
        }
        out.breakOff();
    }

    /** Sends an answer; a client that has not finished its request is cut off soon after. */
    public static void send(RoutingContext rc, Answer answer) {
        HttpServerResponse response = rc.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean unfinished = !rc.request().isEnded();
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (unfinished) {
            response.putHeader("Connection", "close");
        }
        response.end(answer.body());
        if (unfinished) {
            linger(rc);
        }
    }

    /** Reads on for a moment: closing at once would reset the connection under our own answer. */
    private static void linger(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> {});
        request.resume();
        rc.vertx().setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }
}
