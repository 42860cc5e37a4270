package dev.atelier.robots.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Headers a step may choose for its files: those that tell caches and browsers what to do. */
record ServedHeaders(Map<String, String> all) {
    static final ServedHeaders NONE = new ServedHeaders(Map.of());
    private static final int MOST = 50;
    private static final int LONGEST = 2048;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+( *; *charset=[A-Za-z0-9_-]{1,40})?");

    private static final Set<String> ALLOWED =
            Set.of(
                    "accept-ranges",
                    "access-control-allow-headers",
                    "access-control-allow-methods",
                    "access-control-allow-origin",
                    "access-control-expose-headers",
                    "access-control-max-age",
                    "cache-control",
                    "cache-tag",
                    "cdn-cache-control",
                    "content-language",
                    "content-type",
                    "expires",
                    "last-modified",
                    "pragma",
                    "surrogate-control",
                    "surrogate-key",
                    "timing-allow-origin",
                    "transloadit-assembly",
                    "transloadit-assembly-url",
                    "transloadit-requestid",
                    "vary");

    /** Words of {@code X-} that servers in between act on, or that guard the reader. */
    private static final Pattern OTHERS_BUSINESS =
            Pattern.compile(
                    "x-(accel-.*|sendfile.*|lighttpd-.*|litespeed-.*|reproxy-.*|forwarded-.*|original-.*"
                        + "|rewrite-.*|http-method.*|content-type-options|frame-options"
                        + "|xss-protection|permitted-.*|content-security-policy|webkit-csp"
                        + "|download-options|dns-.*|request-id|real-ip)");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ServedHeaders of(JsonNode node) {
        if (!node.isObject()) {
            throw new ParamException("", "must be an object of header names and values");
        }
        if (node.size() > MOST) {
            throw new ParamException("", "may have at most " + MOST + " headers");
        }
        var headers = new LinkedHashMap<String, String>();
        var seen = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : node.properties()) {
            String name = header.getKey();
            if (!seen.add(name)) {
                throw new ParamException("", "names the header " + name + " twice");
            }
            headers.put(checked(name), value(name, header.getValue()));
        }
        return new ServedHeaders(headers);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ParamException("", "a name has characters that no header may have");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("content-disposition")) {
            throw new ParamException("", "Content-Disposition is set by `download_name`");
        }
        boolean own = lower.startsWith("x-") && !OTHERS_BUSINESS.matcher(lower).matches();
        if (!own && !ALLOWED.contains(lower)) {
            throw new ParamException(
                    "",
                    "the header "
                            + name
                            + " cannot be set; headers of your own begin with X-, besides those: "
                            + String.join(", ", new TreeSet<>(ALLOWED)));
        }
        return name;
    }

    private static String value(String name, JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            throw new ParamException(name, "must be a string");
        }
        String value = node.asText().strip();
        if (!VALUE.matcher(value).matches()) {
            throw new ParamException(
                    name,
                    "must be printable ASCII on one line; ${file.url_name} is a file name that is");
        }
        if (value.length() > LONGEST) {
            throw new ParamException(name, "must have at most " + LONGEST + " characters");
        }
        if (name.equalsIgnoreCase("Content-Type") && !TYPE.matcher(value).matches()) {
            throw new ParamException(name, "must be a media type such as text/css; charset=utf-8");
        }
        if (name.equalsIgnoreCase("Accept-Ranges") && !value.equals("bytes")) {
            throw new ParamException(name, "can only be bytes: ranges are always served");
        }
        return value;
    }
}
