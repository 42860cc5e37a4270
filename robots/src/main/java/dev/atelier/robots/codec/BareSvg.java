package dev.atelier.robots.codec;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out of an SVG its comments, its {@code metadata} elements and what programs noted between
 * them; titles and descriptions, which viewers show, stay. Pictures inside it are not looked into.
 */
final class BareSvg {
    private static final String METADATA = "metadata";
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s[^\\s=/>\"']++\\s*+=\\s*+(?:\"[^\"]*+\"|'[^']*+')");
    private static final Pattern PICTURE =
            Pattern.compile("data:\\s*+image/", Pattern.CASE_INSENSITIVE);

    private final String svg;
    private final StringBuilder out;

    /** How many elements of metadata are open. */
    private int depth;

    private BareSvg(String svg) {
        this.svg = svg;
        this.out = new StringBuilder(svg.length());
    }

    /**
     * @param svg in UTF-8 or another encoding that has ASCII in it
     */
    static byte[] of(byte[] svg) throws PictureException {
        if (svg.length > 1 && (svg[0] == 0 || svg[1] == 0 || (svg[0] & 0xFE) == 0xFE)) {
            throw new PictureException("The SVG is in UTF-16; save it in UTF-8.");
        }
        // one byte a character, so that whatever stays is as it was
        String text = new String(svg, StandardCharsets.ISO_8859_1);
        return new BareSvg(text).bare().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String bare() throws PictureException {
        int at = 0;
        for (int next = svg.indexOf('<'); next >= 0; next = svg.indexOf('<', at)) {
            keep(at, next);
            at = markup(next);
        }
        keep(at, svg.length());
        if (PICTURE.matcher(out).find()) {
            throw new PictureException(
                    "The SVG has pictures inside it whose metadata stays; save them as files of"
                            + " their own.");
        }
        return out.toString();
    }

    private void keep(int from, int to) {
        if (depth == 0) {
            out.append(svg, from, to);
        }
    }

    /** Returns where it ends. */
    private int markup(int at) throws PictureException {
        if (svg.startsWith("<!--", at)) {
            return behind("-->", at + 4);
        }
        if (svg.startsWith("<![CDATA[", at)) {
            int end = behind("]]>", at);
            keep(at, end);
            return end;
        }
        if (svg.startsWith("<?", at)) {
            int end = behind("?>", at);
            if (svg.startsWith("<?xml", at)) {
                keep(at, end);
            }
            return end;
        }
        return element(at);
    }

    private int element(int at) throws PictureException {
        int end = tagEnd(at);
        boolean closes = svg.charAt(at + 1) == '/';
        if (!isMetadata(closes ? at + 2 : at + 1, end)) {
            tag(at, end);
        } else if (closes) {
            depth = Math.max(0, depth - 1);
        } else if (svg.charAt(end - 2) != '/') {
            depth++;
        }
        return end;
    }

    /** Without what names files and folders of whoever drew it. */
    private void tag(int from, int to) {
        if (depth == 0) {
            out.append(
                    ATTRIBUTE
                            .matcher(svg.substring(from, to))
                            .replaceAll(it ->
                                    namesFile(it.group().strip())
                                            ? ""
                                            : Matcher.quoteReplacement(it.group())));
        }
    }

    private static boolean namesFile(String attribute) {
        return attribute.startsWith("inkscape:export-") || attribute.startsWith("sodipodi:docname");
    }

    /** Whether the name is that of metadata, with whatever prefix. */
    private boolean isMetadata(int from, int end) {
        int to = from;
        while (to < end && " \t\r\n/>".indexOf(svg.charAt(to)) < 0) {
            to++;
        }
        String name = svg.substring(from, to);
        return name.substring(name.indexOf(':') + 1).equals(METADATA);
    }

    private int behind(String mark, int from) throws PictureException {
        int at = svg.indexOf(mark, from);
        if (at < 0) {
            throw cut();
        }
        return at + mark.length();
    }

    /** Further markup ends it too: a document type holds comments, with quotes of their own. */
    private int tagEnd(int from) throws PictureException {
        char quote = 0;
        for (int at = from; at < svg.length(); at++) {
            char c = svg.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return at + 1;
            } else if (c == '<' && at > from) {
                return at;
            }
        }
        throw cut();
    }

    private static PictureException cut() {
        return new PictureException("The SVG is cut short.");
    }
}
