package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.wire.ErrorBody;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.util.List;

/**
 * Refuses requests that a server in front of this one might understand in another way: where their
 * body ends, or whom they are for. What follows on such a connection is not read.
 */
final class Framing implements Handler<RoutingContext> {
    private final Connections connections;

    Framing(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void handle(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!codings.isEmpty() && !isChunked(codings)) {
            refuse(rc, "its only Transfer-Encoding must be chunked");
        } else if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            refuse(rc, "it must name one Host");
        } else {
            rc.next();
        }
    }

    private static boolean isChunked(List<String> codings) {
        return codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    }

    private void refuse(RoutingContext rc, String why) {
        connections.refuse(rc.request().connection());
        var error =
                AssemblyError.of(
                        ErrorCode.INVALID_FORM_DATA, "The request is ambiguous: " + why + ".");
        var answer = Answer.json(error.code().httpStatus(), ErrorBody.of(error));
        answer.headers().forEach(rc.response()::putHeader);
        rc.response()
                .setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(answer.body())
                .onComplete(sent -> rc.request().connection().close());
    }
}
