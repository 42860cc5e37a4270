package dev.atelier.server.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The URLs the API hands out.
 *
 * @param base scheme, host and port as the client knows them, without a trailing slash
 */
public record Urls(String base) {

    public String assembly(String id) {
        return base + "/assemblies/" + id;
    }

    /** The page about an Assembly for people. */
    public String page(String id) {
        return assembly(id) + "/page";
    }

    String file(String id, String name) {
        return base + "/files/" + id + "/" + segment(name);
    }

    String tus() {
        return base + "/resumable/files/";
    }

    String companion() {
        return base + "/companion/";
    }

    String webSocket() {
        return base + "/ws1";
    }

    String updates(String id) {
        return webSocket() + "?assembly=" + id;
    }

    /** One path segment, percent-encoded. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A URL to go on to, with the Assembly in its query. */
    public String redirect(String url, String id) {
        String fragment = url.contains("#") ? url.substring(url.indexOf('#')) : "";
        String rest = url.substring(0, url.length() - fragment.length());
        String query = "assembly_id=" + id + "&assembly_url=" + segment(assembly(id));
        return rest + (rest.contains("?") ? "&" : "?") + query + fragment;
    }
}
