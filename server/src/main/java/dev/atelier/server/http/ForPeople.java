package dev.atelier.server.http;

import io.vertx.ext.web.RoutingContext;

/** The mark by which a form sent without a script asks for pages instead of JSON. */
public final class ForPeople {
    private ForPeople() {}

    /** Compares the query as it came: one that cannot be decoded is no reason to fail. */
    public static boolean asked(RoutingContext rc) {
        return "page".equals(rc.request().query());
    }
}
