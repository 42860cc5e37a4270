package dev.atelier.robots.generate.engine.painter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;

import dev.atelier.core.robot.Bands;
import dev.atelier.robots.generate.engine.painter.scene.Style;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;

class SceneSvgTest {
    private static final Set<String> ALLOWED =
            Set.of(
                    "svg",
                    "g",
                    "defs",
                    "linearGradient",
                    "radialGradient",
                    "stop",
                    "path",
                    "rect",
                    "circle",
                    "ellipse",
                    "title",
                    "desc",
                    "metadata");

    private static InputStream stream(String svg) {
        return new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream(svg));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a whale at sunset",
                "a forest in snow",
                "a city at night in rain",
                "deer in a field of flowers",
                "stormy sea with a lighthouse",
                "a palm on a beach",
                "abstract flow",
                "mosaic",
                "bubbles",
                "maze",
                "gradient",
                "snow in a spring field with 5 trees"
            })
    void onlyPlainElementsAndSmall(String prompt) throws Exception {
        String svg = new ScenePainter().svg(Pictures.scene(prompt), 1024, 1024, 5, prompt, "");
        var found = new TreeSet<String>();
        var all = parse(svg).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            found.add(((Element) all.item(i)).getTagName());
        }

        assertTrue(ALLOWED.containsAll(found), found.toString());
        assertTrue(svg.length() <= 400_000, "characters: " + svg.length());
        assertTrue(!svg.contains("href") && !svg.contains("NaN"));
    }

    @Test
    void promptsAreEscaped() throws Exception {
        String prompt = "</title><script>alert(\"1\")</script> & 'x' \u0001 🐋";
        var document =
                parse(new ScenePainter().svg(Pictures.scene("a lake"), 64, 64, 1, prompt, ""));

        assertEquals(
                prompt.replace("\u0001", ""),
                document.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(0, document.getElementsByTagName("script").getLength());
    }

    @Test
    void metadataIsKept() throws Exception {
        var document =
                parse(
                        new ScenePainter()
                                .svg(
                                        Pictures.scene("a lake"),
                                        64,
                                        64,
                                        1,
                                        "t",
                                        "<a xmlns=\"urn:x\">b</a>"));

        assertEquals("b", document.getElementsByTagName("metadata").item(0).getTextContent());
    }

    @Test
    void sameInputSameText() {
        var scene = Pictures.scene("a whale");

        assertEquals(
                new ScenePainter().svg(scene, 200, 100, 3, "t", ""),
                new ScenePainter().svg(scene, 200, 100, 3, "t", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a whale at sunset",
                "a lake in the mountains",
                "a forest",
                "city at night",
                "rolling hills with a house",
                "mosaic",
                "abstract"
            })
    void rasterisedItIsTheFlatPicture(String prompt) throws Exception {
        var scene = Pictures.scene(prompt).in(Style.FLAT);
        var flat = new ScenePainter().paint(scene, 192, 144, 4, Bands.SEQUENTIAL);
        var drawn = rasterise(new ScenePainter().svg(scene, 192, 144, 4, "t", ""), 192, 144);

        double difference = Pictures.difference(flat, drawn);
        assertTrue(difference <= 6, "difference " + difference);
    }

    private static BufferedImage rasterise(String svg, int width, int height) {
        var document =
                Objects.requireNonNull(
                        new SVGLoader().load(stream(svg), null, LoaderContext.createDefault()));
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        document.render((javax.swing.JComponent) null, graphics);
        graphics.dispose();
        return image;
    }
}
