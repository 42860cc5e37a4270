package dev.atelier.robots.codec;

/** Tells whether lower-case text begins like an SVG document. */
final class SvgSniffer {
    private SvgSniffer() {}

    static boolean isSvg(String text) {
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            at = skipSpace(text, at);
            if (text.startsWith("<?", at)) {
                at = after(text, "?>", at);
            } else if (text.startsWith("<!--", at)) {
                at = after(text, "-->", at);
            } else if (text.startsWith("<!doctype", at)) {
                return text.startsWith("svg", skipSpace(text, at + 9))
                        || text.indexOf("<svg", at) > 0;
            } else {
                return text.startsWith("<svg", at) || text.startsWith("<svg:svg", at);
            }
        }
        return false;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int after(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
