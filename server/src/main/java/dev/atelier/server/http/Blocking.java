package dev.atelier.server.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The only bridge from the event loop to code that blocks: work runs on a virtual thread of its
 * own, and what follows runs on the request's context again.
 */
public final class Blocking {
    /** How long a client that is still sending may go on after it was answered. */
    private static final long LINGER_MILLIS = 2_000;

    private final Vertx vertx;
    private final Duration idle;

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

    /**
     * @param idle longest silence while a body arrives
     */
    public Blocking(Vertx vertx, Duration idle) {
        this.vertx = vertx;
        this.idle = idle;
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
                        context.runOnContext(nothing -> done.complete(result));
                    } catch (Throwable failure) {
                        context.runOnContext(nothing -> done.fail(failure));
                    }
                });
        return done.future();
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
            var body = new RequestBody(rc.request(), vertx.getOrCreateContext(), idle);
            call(() -> work.answer(rc, body))
                    .onSuccess(answer -> send(rc, answer))
                    .onFailure(rc::fail);
        };
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
