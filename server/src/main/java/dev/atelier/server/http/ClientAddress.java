package dev.atelier.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;

/** Where a request comes from. */
public final class ClientAddress {
    private static final int NETWORK_GROUPS = 4;

    private ClientAddress() {}

    /** The address at the other end of the connection; null for none. */
    public static @Nullable String of(HttpServerRequest request) {
        SocketAddress from = request.remoteAddress();
        return from == null ? null : from.hostAddress();
    }

    /** What one sender can hold: an address, or the half of an IPv6 one that names a network. */
    static String network(HttpServerRequest request) {
        String address = String.valueOf(of(request));
        String[] groups = address.split(":", -1);
        if (groups.length <= NETWORK_GROUPS || address.contains("::")) {
            return address;
        }
        return String.join(":", java.util.Arrays.copyOf(groups, NETWORK_GROUPS));
    }
}
