package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the size an SVG declares on its root element; a document type declaration is refused. */
final class SvgHeader {
    private static final int HEAD = 256 << 10;
    private static final Pattern LENGTH =
            Pattern.compile(
                    "\\s*([0-9]{0,9}\\.?[0-9]{1,9}(?:[eE][+-]?[0-9]{1,2})?)\\s*(px|pt|pc|mm|cm|in)?\\s*");

    private SvgHeader() {}

    static PictureHeader read(Bytes in) throws PictureException {
        byte[] head = in.take(0, (int) Math.min(in.size(), HEAD));
        try {
            return root(head);
        } catch (XMLStreamException e) {
            throw new PictureException("The SVG is not well-formed XML.", e);
        }
    }

    private static PictureHeader root(byte[] head) throws XMLStreamException, PictureException {
        XMLStreamReader xml = reader(new ByteArrayInputStream(head));
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new PictureException(
                            "The SVG has a document type declaration (DOCTYPE); remove it.");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    return header(xml);
                }
            }
        } finally {
            xml.close();
        }
        throw new PictureException("The SVG has no root element.");
    }

    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory.createXMLStreamReader(in);
    }

    private static PictureHeader header(XMLStreamReader xml) throws PictureException {
        if (!xml.getLocalName().equals("svg")) {
            throw new PictureException("The file is XML but not an SVG picture.");
        }
        double[] box = viewBox(xml.getAttributeValue(null, "viewBox"));
        double w = length(xml.getAttributeValue(null, "width"));
        double h = length(xml.getAttributeValue(null, "height"));
        if (w <= 0 && h <= 0) {
            w = box[0] > 0 ? box[0] : 300;
            h = box[0] > 0 ? box[1] : 150;
        } else if (w <= 0) {
            w = box[1] > 0 ? h * box[0] / box[1] : h;
        } else if (h <= 0) {
            h = box[0] > 0 ? w * box[1] / box[0] : w;
        }
        var probe = Probe.stored(ImageFormat.SVG, side(w), side(h), 1, 8, true, Probe.Colour.RGB);
        return new PictureHeader(probe, blocks(box));
    }

    private static Blocks blocks(double[] box) {
        Map<String, String> texts =
                box[0] > 0
                        ? Map.of(
                                "viewBoxWidth", String.valueOf(box[0]),
                                "viewBoxHeight", String.valueOf(box[1]))
                        : Map.of();
        return new Blocks(null, null, null, null, null, texts);
    }

    private static int side(double value) {
        return (int) Math.clamp(Math.ceil(value - 1e-6), 1, Integer.MAX_VALUE);
    }

    private static double[] viewBox(@Nullable String value) {
        double[] none = {0, 0};
        if (value == null) {
            return none;
        }
        String[] parts = value.strip().split("[\\s,]+", -1);
        if (parts.length != 4) {
            return none;
        }
        double w = length(parts[2]);
        double h = length(parts[3]);
        return w > 0 && h > 0 ? new double[] {w, h} : none;
    }

    /** A length in pixels, or 0 for none, a percentage or nonsense. */
    private static double length(@Nullable String value) {
        Matcher matcher = value == null ? null : LENGTH.matcher(value);
        if (matcher == null || !matcher.matches()) {
            return 0;
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2);
        return number * perUnit(unit == null ? "px" : unit);
    }

    private static double perUnit(String unit) {
        return switch (unit) {
            case "pt" -> 96 / 72.0;
            case "pc" -> 16;
            case "mm" -> 96 / 25.4;
            case "cm" -> 96 / 2.54;
            case "in" -> 96;
            default -> 1;
        };
    }
}
