package dev.atelier.robots.codec;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;

import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Draws an SVG at its own size; nothing outside the document is ever fetched. */
final class SvgDecoder {
    private static final int MAX_ELEMENTS = 50_000;
    private static final int MAX_DEPTH = 200;

    /** Elements that draw others again, so that few lines can stand for millions. */
    private static final Set<String> REPEATING = Set.of("use", "pattern", "marker");

    /** The renderer would log what strangers wrote; held so that the setting is not collected. */
    private static final Logger QUIET = Logger.getLogger("com.github.weisj.jsvg");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private SvgDecoder() {}

    static BufferedImage decode(Path file, Probe probe, PixelLimits limits, Deadline deadline)
            throws IOException {
        if (Files.size(file) > limits.maxSvgBytes()) {
            throw new PictureException(
                    "The SVG is larger than %d MB.".formatted(limits.maxSvgBytes() >> 20));
        }
        SVGDocument document = load(file, count(file));
        deadline.check();
        int w = probe.width();
        int h = probe.height();
        var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        document.render((Component) null, graphics, new ViewBox(w, h));
        graphics.dispose();
        deadline.check();
        return image;
    }

    /**
     * Refuses what would keep the renderer busy too long.
     *
     * @return how much the renderer may draw: what stands there, or its own low limit when parts
     *     are drawn again and again
     */
    private static int count(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            XMLStreamReader xml = SvgHeader.reader(in);
            int elements = 0;
            int depth = 0;
            boolean repeats = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    elements++;
                    depth++;
                    repeats |= REPEATING.contains(xml.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
                if (elements > MAX_ELEMENTS || depth > MAX_DEPTH) {
                    throw new PictureException(
                            "The SVG is too complex: at most %d elements, %d deep, are allowed."
                                    .formatted(MAX_ELEMENTS, MAX_DEPTH));
                }
            }
            return repeats ? DocumentLimits.DEFAULT_MAX_PATH_COUNT : MAX_ELEMENTS;
        } catch (XMLStreamException e) {
            throw new PictureException("The SVG is not well-formed XML.", e);
        }
    }

    private static SVGDocument load(Path file, int drawn) throws IOException {
        var context =
                LoaderContext.builder()
                        .externalResourcePolicy(ResourcePolicy.DENY_ALL)
                        .documentLimits(
                                new DocumentLimits(
                                        DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                                        DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                                        drawn))
                        .build();
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            SVGDocument document = new SVGLoader().load(in, null, context);
            if (document == null) {
                throw new PictureException(
                        "The SVG cannot be drawn: it is damaged or too complex.");
            }
            return document;
        }
    }
}
