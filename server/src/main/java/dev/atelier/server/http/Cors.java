package dev.atelier.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Lets pages of any origin call the API, without credentials. */
final class Cors implements Handler<RoutingContext> {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Transloadit-Client, Range, X-Request-ID,"
                    + " X-HTTP-Method-Override, Tus-Resumable, Upload-Length, Upload-Offset,"
                    + " Upload-Metadata, Upload-Defer-Length, Upload-Concat, Upload-Checksum,"
                    + " Last-Event-ID";
    private static final String EXPOSED =
            "Location, Upload-Offset, Upload-Length, Upload-Defer-Length, Upload-Metadata,"
                    + " Upload-Concat, Upload-Expires, Tus-Version, Tus-Resumable, Tus-Max-Size,"
                    + " Tus-Extension, Tus-Checksum-Algorithm, Retry-After, X-Request-ID";

    @Override
    public void handle(RoutingContext rc) {
        HttpServerResponse response = rc.response();
        response.putHeader("Access-Control-Allow-Origin", "*");
        response.putHeader("Access-Control-Expose-Headers", EXPOSED);
        if (rc.request().method().equals(HttpMethod.OPTIONS)) {
            response.putHeader("Access-Control-Allow-Methods", METHODS);
            response.putHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
            response.putHeader("Access-Control-Max-Age", "86400");
            response.setStatusCode(204).end();
        } else {
            rc.next();
        }
    }
}
