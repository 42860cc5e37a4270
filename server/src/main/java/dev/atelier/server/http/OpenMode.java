package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Guards a server without keys: only this machine may use it, and only pages of this machine. A
 * name that merely resolves to the loopback address is refused, and so is a page from elsewhere.
 */
public final class OpenMode implements Handler<RoutingContext> {
    private final BooleanSupplier open;

    /**
     * @param open whether the server has no keys at the moment
     */
    OpenMode(BooleanSupplier open) {
        this.open = open;
    }

    @Override
    public void handle(RoutingContext rc) {
        if (!open.getAsBoolean()) {
            rc.next();
            return;
        }
        HostAndPort authority = rc.request().authority();
        String origin = rc.request().getHeader(HttpHeaders.ORIGIN);
        String proxied = proxied(rc.request());
        if (authority == null || !isLoopback(authority.host())) {
            rc.fail(refused("the Host must be localhost or a loopback address"));
        } else if (origin != null && !isLoopback(host(origin))) {
            rc.fail(refused("the Origin must be a page of this machine"));
        } else if (proxied != null) {
            rc.fail(refused(proxied + " shows that it came through a proxy; make a key first"));
        } else {
            rc.next();
        }
    }

    /** Whether a host, as text, can only be this machine. */
    public static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** A proxy on this machine must not open the server to everybody; the header that tells. */
    private static @Nullable String proxied(HttpServerRequest request) {
        for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host")) {
            for (String line : request.headers().getAll(header)) {
                for (String entry : line.split(",", -1)) {
                    if (!isLoopback(entry.strip().replaceFirst("(?<=[^:]):\\d+$", ""))) {
                        return header;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable String host(String origin) {
        try {
            return new URI(origin).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static AssemblyException refused(String why) {
        return new AssemblyException(
                ErrorCode.SERVER_403,
                "This server has no keys and serves its own machine only: " + why + ".");
    }
}
