package dev.atelier.robots.outbound;

import dev.atelier.robots.outbound.OutboundException.Kind;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL taken apart once: what is checked is what is connected to.
 *
 * @param host in ASCII, lower case, without a trailing dot; numeric forms as four decimal numbers
 * @param userInfo credentials, as written
 * @param uri without credentials and fragment
 */
public record OutboundUrl(
        String scheme, String host, int port, @Nullable String userInfo, URI uri) {
    private static final int LAST_PORT = 65_535;
    private static final Pattern FORM =
            Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:([^@]*)@)?(\\[[0-9a-fA-F:.]+]|[^@:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final Pattern UNWANTED = Pattern.compile("[\\x00-\\x20\\x7f\\\\]");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,252})");

    /**
     * @throws OutboundException when nobody could be asked by it
     */
    public static OutboundUrl parse(String text) throws OutboundException {
        Matcher form = FORM.matcher(text);
        if (UNWANTED.matcher(text).find() || !form.matches()) {
            throw bad(text);
        }
        Matcher authority = AUTHORITY.matcher(form.group(2));
        if (!authority.matches()) {
            throw bad(text);
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        String host = host(authority.group(2), text);
        int port = port(scheme, authority.group(3));
        if (port > LAST_PORT) {
            throw bad(text);
        }
        String path = form.group(3).startsWith("/") ? form.group(3) : "/" + form.group(3);
        try {
            var uri = new URI(scheme + "://" + host + ":" + port + path);
            return new OutboundUrl(
                    scheme, host, port, authority.group(1), URI.create(uri.toASCIIString()));
        } catch (URISyntaxException e) {
            throw new OutboundException(Kind.BAD_URL, e);
        }
    }

    private static String host(String written, String text) throws OutboundException {
        if (written.startsWith("[")) {
            return written;
        }
        String name = ascii(written, text).toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (!NAME.matcher(name).matches()) {
            throw bad(text);
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.matches("\\d+|0x[0-9a-f]*") ? NumericHost.dotted(name) : name;
    }

    private static String ascii(String name, String text) throws OutboundException {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            throw bad(text);
        }
    }

    private static int port(String scheme, @Nullable String written) {
        if (written != null) {
            return Integer.parseInt(written);
        }
        return scheme.equals("https") ? 443 : 80;
    }

    private static OutboundException bad(String text) {
        return new OutboundException(Kind.BAD_URL, "not usable: " + text);
    }

    /** Where a redirect leads. */
    OutboundUrl resolve(String location) throws OutboundException {
        if (UNWANTED.matcher(location).find()) {
            throw bad(location);
        }
        try {
            return parse(uri.resolve(new URI(location)).toString());
        } catch (URISyntaxException e) {
            throw new OutboundException(Kind.BAD_URL, e);
        }
    }

    public boolean hasOriginOf(OutboundUrl other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    /** For messages that must not repeat the rest. */
    public String origin() {
        return scheme + "://" + host + ":" + port;
    }

    /** The host as a resolver wants it. */
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
