package dev.atelier.robots.generate.engine.painter.canvas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a drawing as an SVG of plain paths and gradients: no script, no raster, no references out.
 */
public final class SvgWriter {
    private final Map<Paint, String> gradients = new LinkedHashMap<>();

    /** The metadata must be well-formed XML already; title and description are escaped here. */
    public String write(Drawing drawing, String title, String description, String metadataXml) {
        var body = new StringBuilder();
        for (var group : drawing.groups()) {
            body.append("<g id=\"").append(escape(group.id())).append("\">\n");
            for (var shape : group.shapes()) {
                body.append("<path d=\"").append(shape.path().data()).append('"');
                fill(body, shape.paint());
                body.append("/>\n");
            }
            body.append("</g>\n");
        }
        var svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        svg.append(" width=\"").append(drawing.width).append("\" height=\"").append(drawing.height);
        svg.append("\" viewBox=\"0 0 ").append(drawing.width).append(' ').append(drawing.height);
        svg.append("\">\n<title>").append(escape(title)).append("</title>\n");
        svg.append("<desc>").append(escape(description)).append("</desc>\n");
        svg.append("<metadata>").append(metadataXml).append("</metadata>\n<defs>\n");
        gradients.forEach((paint, id) -> define(svg, paint, id));
        return svg.append("</defs>\n").append(body).append("</svg>\n").toString();
    }

    private void fill(StringBuilder out, Paint paint) {
        if (paint instanceof Paint.Solid(Rgb colour, double opacity)) {
            out.append(" fill=\"").append(colour.hex()).append('"');
            if (opacity < 0.995) {
                out.append(" fill-opacity=\"").append(percent(opacity)).append('"');
            }
        } else {
            String id = gradients.computeIfAbsent(paint, p -> "p" + gradients.size());
            out.append(" fill=\"url(#").append(id).append(")\"");
        }
    }

    private static void define(StringBuilder out, Paint paint, String id) {
        switch (paint) {
            case Paint.Solid _ -> {}
            case Paint.Linear(double x1, double y1, double x2, double y2, var stops) -> {
                out.append("<linearGradient id=\"").append(id);
                attribute(out, "x1", x1);
                attribute(out, "y1", y1);
                attribute(out, "x2", x2);
                attribute(out, "y2", y2);
                stops(out, stops, "linearGradient");
            }
            case Paint.Radial(double cx, double cy, double radius, var stops) -> {
                out.append("<radialGradient id=\"").append(id);
                attribute(out, "cx", cx);
                attribute(out, "cy", cy);
                attribute(out, "r", radius);
                stops(out, stops, "radialGradient");
            }
        }
    }

    private static void attribute(StringBuilder out, String name, double value) {
        out.append("\" ").append(name).append("=\"").append(Path.number(value));
    }

    private static void stops(StringBuilder out, List<Paint.Stop> stops, String element) {
        out.append("\" gradientUnits=\"userSpaceOnUse\">");
        for (var stop : stops) {
            out.append("<stop offset=\"").append(percent(stop.offset()));
            out.append("\" stop-color=\"").append(stop.colour().hex());
            if (stop.opacity() < 0.995) {
                out.append("\" stop-opacity=\"").append(percent(stop.opacity()));
            }
            out.append("\"/>");
        }
        out.append("</").append(element).append(">\n");
    }

    private static String percent(double share) {
        return Double.toString(Math.rint(share * 1000) / 1000);
    }

    /** Text that XML can hold: the five characters escaped, those XML forbids left out. */
    public static String escape(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> escape(out, c));
        return out.toString();
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> {
                boolean control = c < 32 && c != '\t' && c != '\n' && c != '\r';
                boolean surrogate = c >= 0xd800 && c <= 0xdfff;
                if (!control && !surrogate && c != 0xfffe && c != 0xffff) {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
