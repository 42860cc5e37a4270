package dev.atelier.robots.generate;

import dev.atelier.robots.codec.OriginMark;

/** Puts the mark of origin into a drawing, behind its title and description. */
final class SvgMark {
    private static final String EMPTY = "<metadata></metadata>";
    private static final String DESCRIBED = "</desc>";

    private SvgMark() {}

    /**
     * @throws IllegalArgumentException when the text is no SVG
     */
    static String insert(String svg, OriginMark mark) {
        int room = svg.indexOf(EMPTY);
        if (room >= 0) {
            return svg.substring(0, room) + element(mark) + svg.substring(room + EMPTY.length());
        }
        int root = svg.indexOf("<svg");
        int open = root < 0 ? -1 : svg.indexOf('>', root);
        if (open < 0) {
            throw new IllegalArgumentException("not an SVG drawing");
        }
        if (svg.charAt(open - 1) == '/') {
            return svg.substring(0, open - 1)
                    + ">"
                    + element(mark)
                    + "</svg>"
                    + svg.substring(open + 1);
        }
        int described = svg.indexOf(DESCRIBED, open);
        int firstGroup = svg.indexOf("<g", open);
        boolean inHead = described >= 0 && (firstGroup < 0 || described < firstGroup);
        int at = inHead ? described + DESCRIBED.length() : open + 1;
        return svg.substring(0, at) + "\n" + element(mark) + svg.substring(at);
    }

    private static String element(OriginMark mark) {
        return "<metadata>" + mark.rdf() + "</metadata>";
    }
}
