package dev.atelier.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request comes from, and what the client asked: what the connection says, unless it is a
 * proxy the operator trusts; then what that proxy says in {@code X-Forwarded-For}, {@code -Proto}
 * and {@code -Host}. Nobody else is believed.
 */
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([0-9a-fA-F:.]+)](?::\\d+)?|([0-9.]+):\\d+");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,255}|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?");

    private final Predicate<InetAddress> trusted;

    /**
     * @param trusted whether an address is that of a proxy to be believed
     */
    public ClientAddress(Predicate<InetAddress> trusted) {
        this.trusted = trusted;
    }

    /**
     * The client's address; null when the connection has none. Of the addresses that proxies have
     * written down it is the last that is not a trusted proxy's.
     */
    public @Nullable String of(HttpServerRequest request) {
        String address = peer(request);
        List<String> path = forwarded(request, "X-Forwarded-For");
        for (int i = path.size() - 1; i >= 0 && isTrusted(address); i--) {
            InetAddress before = literal(bare(path.get(i)));
            if (before == null) {
                break;
            }
            address = before.getHostAddress();
        }
        return address;
    }

    /** What one sender can hold: an address, or the half of an IPv6 one that names a network. */
    String network(HttpServerRequest request) {
        String address = String.valueOf(of(request));
        return literal(address) instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
                : address;
    }

    /** {@code http} or {@code https}, as the client used it. */
    String scheme(HttpServerRequest request) {
        String said = said(request, "X-Forwarded-Proto");
        return said != null && said.matches("https?") ? said : String.valueOf(request.scheme());
    }

    /** Host and port as the client used them. */
    String host(HttpServerRequest request) {
        String said = said(request, "X-Forwarded-Host");
        if (said != null && HOST.matcher(said).matches()) {
            return said;
        }
        return request.authority() == null ? "localhost" : request.authority().toString();
    }

    private @Nullable String said(HttpServerRequest request, String header) {
        List<String> values = forwarded(request, header);
        return values.isEmpty() || !isTrusted(peer(request)) ? null : values.getLast();
    }

    private static List<String> forwarded(HttpServerRequest request, String header) {
        var values = new ArrayList<String>();
        for (String line : request.headers().getAll(header)) {
            for (String value : line.split(",", -1)) {
                values.add(value.strip());
            }
        }
        return values;
    }

    private static @Nullable String peer(HttpServerRequest request) {
        SocketAddress from = request.remoteAddress();
        return from == null ? null : from.hostAddress();
    }

    private boolean isTrusted(@Nullable String address) {
        InetAddress literal = address == null ? null : literal(address);
        return literal != null && trusted.test(literal);
    }

    private static String bare(String entry) {
        Matcher form = WITH_PORT.matcher(entry);
        if (!form.matches()) {
            return entry;
        }
        return form.group(1) == null ? form.group(2) : form.group(1);
    }

    private static @Nullable InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
