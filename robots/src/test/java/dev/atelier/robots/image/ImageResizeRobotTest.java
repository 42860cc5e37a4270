package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Probe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;

class ImageResizeRobotTest extends ResizeFixture {
    @ParameterizedTest
    @CsvSource({
        "fit,100x75",
        "min_fit,133x100",
        "pad,100x100",
        "fillcrop,100x100",
        "stretch,100x100",
        "crop,100x100"
    })
    void aPictureComesOutInTheSizeOfTheStrategy(String strategy, String expected) throws Exception {
        AssemblyFile input = solid("a.png", 400, 300, 0xffcc3300);

        BufferedImage out =
                picture(
                        run(
                                "{'width': 100, 'height': 100, 'resize_strategy': '"
                                        + strategy
                                        + "'}",
                                input));

        assertEquals(expected, size(out));
        near(0xffcc3300, out.getRGB(50, 50), 4);
    }

    @Test
    void theOtherSideFollowsAndTheNameStays() throws Exception {
        FakeJob.Result result = run("{'width': 200}", solid("b.jpg", 300, 400, 0xffcc3300));

        assertEquals("b.jpg", result.name());
        assertEquals("200x267", size(picture(result)));
        assertEquals(ImageFormat.JPEG, codec.probe(result.bytes()).format());
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg,png,a.png,PNG",
        "a.jpeg,jpg,a.jpg,JPEG",
        "a.png,webp,a.webp,WEBP",
        "a.png,gif,a.gif,GIF",
        "a.jpeg,,a.jpeg,JPEG",
        "a.png,tiff,a.tiff,TIFF",
        "a.png,bmp,a.bmp,BMP"
    })
    void theFormatDecidesContentAndExtension(
            String name, String format, String expected, ImageFormat content) throws Exception {
        String raw =
                format == null ? "{'width': 20}" : "{'width': '20px', 'format': '" + format + "'}";

        FakeJob.Result result = run(raw, solid(name, 40, 30, 0xffcc3300));

        assertEquals(expected, result.name());
        assertEquals(content, codec.probe(result.bytes()).format());
        near(0xffcc3300, picture(result).getRGB(5, 5), 8);
    }

    @Test
    void aMisleadingNameGetsTheExtensionOfTheContent() throws Exception {
        AssemblyFile png = solid("a.png", 40, 30, 0xffcc3300);
        AssemblyFile lying = job.add(job.open(png), "photo.jpg", "image/png");

        assertEquals("photo.png", run("{'width': 20}", lying).name());
    }

    @Test
    void vectorPicturesBecomePng() throws Exception {
        byte[] svg =
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
                <rect width="40" height="20" fill="#00ff00"/></svg>\
                """
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        FakeJob.Result result = run("{'width': 20}", job.add("logo.svg", "image/svg+xml", svg));

        assertEquals("logo.png", result.name());
        near(0xff00ff00, picture(result).getRGB(10, 5), 4);
    }

    @Test
    void cropMixesPixelsAndPercentAndIgnoresTheFrame() throws Exception {
        AssemblyFile input = solid("a.png", 1000, 1000, 0xffcc3300);
        String box = "{'x1': 80, 'y1': '100', 'x2': '60%', 'y2': '80%'}";

        assertEquals("520x700", size(picture(run("{'width': 5, 'crop': " + box + "}", input))));
        ObjectNode asText = json("{'width': 5}").put("crop", box.replace('\'', '"'));
        robot.run(ParamBinder.bind(robot.about(), "r", asText), FakeJob.input(input), job);
        assertEquals("520x700", size(picture(job.results().getLast())));
    }

    @Test
    void cropKeepsThePartItNames() throws Exception {
        AssemblyFile input = file("q.png", quarters(100, 60));

        BufferedImage out =
                picture(run("{'crop': {'x1': '50%', 'y1': 0, 'x2': '100%', 'y2': '50%'}}", input));

        assertEquals("50x30", size(out));
        near(0xff00ff00, out.getRGB(0, 0), 0);
        near(0xff00ff00, out.getRGB(49, 29), 0);
    }

    @Test
    void aCropOutsideThePictureFailsWithItsSize() throws Exception {
        AssemblyFile input = solid("a.png", 10, 10, 0xffcc3300);

        AssemblyException refused =
                assertThrows(
                        AssemblyException.class,
                        () -> run("{'crop': {'x1': 50, 'y1': 0, 'x2': 60, 'y2': 5}}", input));

        assertEquals(ErrorCode.IMAGE_RESIZE_ERROR, refused.error().code());
        assertTrue(refused.error().message().contains("10×10"), refused.error().message());
    }

    @Test
    void fillcropKeepsTheSideOfTheGravity() throws Exception {
        AssemblyFile input = file("q.png", quarters(100, 60));
        String raw =
                "{'width': 20, 'height': 20, 'resize_strategy': 'fillcrop', 'gravity': 'left'}";

        BufferedImage out = picture(run(raw, input));

        near(0xffff0000, out.getRGB(10, 2), 8);
        near(0xffff0000, out.getRGB(14, 2), 8);
    }

    @Test
    void smallPicturesStaySmallWithoutZoom() throws Exception {
        AssemblyFile input = solid("a.png", 20, 10, 0xffff0000);

        assertEquals(
                "20x10", size(picture(run("{'width': 100, 'height': 100, 'zoom': false}", input))));
        BufferedImage padded =
                picture(
                        run(
                                "{'width': 100, 'height': 100, 'zoom': 'false',"
                                        + " 'resize_strategy': 'pad', 'background': '#00ff00'}",
                                input));
        assertEquals("100x100", size(padded));
        near(0xffff0000, padded.getRGB(50, 50), 4);
        near(0xff00ff00, padded.getRGB(30, 50), 4);
    }

    @Test
    void transparencyBecomesWhiteUnlessItIsKept() throws Exception {
        AssemblyFile input = solid("a.png", 16, 16, 0x00cc3300);

        near(0xffffffff, picture(run("{'width': 8, 'format': 'jpg'}", input)).getRGB(4, 4), 3);
        near(0xffffffff, picture(run("{'width': 8}", input)).getRGB(4, 4), 0);
        near(
                0,
                picture(run("{'width': 8, 'background': 'none'}", input)).getRGB(4, 4) >>> 24 << 24,
                0);
        near(0, picture(run("{'width': 8, 'flatten': false}", input)).getRGB(4, 4) >>> 24 << 24, 0);
        near(
                0xffffffff,
                picture(run("{'background': 'none', 'format': 'jpg'}", input)).getRGB(4, 4),
                3);
        near(0xffff0000, picture(run("{'background': 'red'}", input)).getRGB(4, 4), 0);
    }

    @Test
    void barsStayTransparentOnNoBackground() throws Exception {
        AssemblyFile input = solid("a.jpg", 40, 20, 0xffff0000);

        BufferedImage out =
                picture(
                        run(
                                "{'width': 40, 'height': 40, 'resize_strategy': 'pad',"
                                        + " 'background': 'transparent', 'format': 'png'}",
                                input));

        assertEquals(0, out.getRGB(20, 2) >>> 24);
        near(0xffff0000, out.getRGB(20, 20), 8);
    }

    @Test
    void hiddenColoursDoNotBleedIntoEdges() throws Exception {
        BufferedImage image = filled(64, 64, 0x0000ff00);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 30; x++) {
                image.setRGB(x, y, 0xffff0000);
            }
        }

        BufferedImage out =
                picture(run("{'width': 13, 'background': 'none'}", file("e.png", image)));

        for (int x = 0; x < 13; x++) {
            int argb = out.getRGB(x, 6);
            if (argb >>> 24 > 8) {
                near(0xffff0000, argb | 0xff000000, 12);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,30x60,0xffff0000",
        "auto,30x60,0xffff0000",
        "90,60x30,0xffffffff",
        "180,30x60,0xff0000ff",
        "-90,60x30,0xff00ff00",
        "270,60x30,0xff00ff00",
        "450,60x30,0xffffffff"
    })
    void quarterTurnsGoClockwise(String rotation, String expected, String corner) throws Exception {
        BufferedImage out =
                picture(run("{'rotation': '" + rotation + "'}", file("q.png", quarters(30, 60))));

        assertEquals(expected, size(out));
        near(Long.decode(corner).intValue(), out.getRGB(2, 2), 0);
    }

    @Test
    void otherTurnsFillTheCornersWithTheBackground() throws Exception {
        BufferedImage out =
                picture(
                        run(
                                "{'rotation': 45, 'background': '#00f'}",
                                solid("a.png", 100, 100, 0xffff0000)));

        assertEquals("141x141", size(out));
        near(0xff0000ff, out.getRGB(2, 2), 0);
        near(0xffff0000, out.getRGB(70, 70), 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void orientationIsFollowedUnlessRotationIsFalse(int orientation) throws Exception {
        AssemblyFile input =
                job.add(
                        Corpus.file("orientation/Landscape_" + orientation + ".jpg"),
                        "a.jpg",
                        "image/jpeg");
        Probe probe = codec.probe(job.open(input));

        BufferedImage upright = picture(run("{'format': 'bmp'}", input));
        BufferedImage stored = picture(run("{'format': 'bmp', 'rotation': false}", input));

        assertEquals(probe.width() + "x" + probe.height(), size(upright));
        assertEquals(probe.storedWidth() + "x" + probe.storedHeight(), size(stored));
        int x = probe.width() / 5;
        int y = probe.height() / 3;
        int sx = probe.storedWidth() - 1;
        int sy = probe.storedHeight() - 1;
        int there =
                switch (orientation) {
                    case 2 -> stored.getRGB(sx - x, y);
                    case 3 -> stored.getRGB(sx - x, sy - y);
                    case 4 -> stored.getRGB(x, sy - y);
                    case 5 -> stored.getRGB(y, x);
                    case 6 -> stored.getRGB(y, sy - x);
                    case 7 -> stored.getRGB(sx - y, sy - x);
                    case 8 -> stored.getRGB(sx - y, x);
                    default -> stored.getRGB(x, y);
                };
        near(upright.getRGB(x, y), there, 0);
    }

    @Test
    void whatIsNoPictureFailsAsThisRobot() throws Exception {
        AssemblyFile text = job.add("note.txt", "text/plain", new byte[] {'h', 'i', '\n'});

        assertThrows(PictureException.class, () -> run("{'width': 20}", text));
        assertEquals(ErrorCode.IMAGE_RESIZE_ERROR, robot.about().failure());
        assertTrue(job.emissions().isEmpty());
    }

    @Test
    void resultsAboveTheLimitsAreRefusedBeforeAnythingIsDecoded() throws Exception {
        AssemblyFile input = solid("a.png", 20, 10, 0xffff0000);

        AssemblyException refused =
                assertThrows(
                        AssemblyException.class,
                        () ->
                                run(
                                        "{'width': 25000, 'height': 25000, 'resize_strategy':"
                                                + " 'stretch'}",
                                        input));

        assertEquals(ErrorCode.IMAGE_RESIZE_ERROR, refused.error().code());
        assertTrue(job.reservations().isEmpty());
    }
}
