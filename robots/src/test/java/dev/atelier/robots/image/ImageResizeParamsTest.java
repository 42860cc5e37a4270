package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.robot.ParamBinder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

class ImageResizeParamsTest extends ResizeFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'width': 'wide'",
                "'width': '200x100'",
                "'width': 0",
                "'width': 25001",
                "'width': 1.5",
                "'width': ''",
                "'height': true",
                "'crop': {'x1': 1}",
                "'crop': '{'",
                "'crop': {'x1': 5, 'y1': 0, 'x2': 5, 'y2': 9}",
                "'crop': 7",
                "'crop': {'x1': -1, 'y1': 0, 'x2': 5, 'y2': 9}",
                "'format': 'jxl'",
                "'format': 'svg'",
                "'background': 'octarine'",
                "'background': '#12345'",
                "'rotation': 'left'",
                "'gravity': 'north'",
                "'frame': 0",
                "'quality': 0",
                "'watermark_position': 'middle'",
                "'watermark_position': ''",
                "'watermark_position': []",
                "'watermark_size': '25'",
                "'watermark_opacity': 2",
                "'sepia': 100",
                "'blur': '3'",
                "'blur_regions': [{'x': 1, 'y': 1, 'width': 0, 'height': 4}]",
                "'text': 'hello'",
                "'text': [{'size': 12}]",
                "'text': {'text': 'a', 'align': 'middle'}",
                "'colorspace': 'Lab'",
                "'colorspace': 'CMYK', 'monochrome': true",
                "'colorspace': 'CMYK', 'type': 'TrueColor'",
                "'type': 'ColorSeparationAlpha'",
                "'format': 'png', 'colorspace': 'CMYK'",
                "'compress': 'BZip'",
                "'compress': 'JPEG2000'",
                "'compress': 'Lossless', 'format': 'jpg'",
                "'compress': 'JPEG', 'format': 'tiff', 'colorspace': 'CMYK'",
                "'density': 0",
                "'shave': '1x2x3'",
                "'alpha': 'Dissolve'",
                "'contrast': 3",
                "'transparent': '300,0,0'",
                "'watermark_url': 'ftp://origin.test/logo.png'",
                "'resize_strategy': 'squeeze'"
            })
    void badParametersAreRefusedWhenCreated(String param) throws IOException {
        var violations = ParamBinder.check(robot.about(), "r", json("{" + param + "}"));

        assertFalse(violations.isEmpty(), param);
        String code = violations.getFirst().code().name();
        assertTrue(code.startsWith("IMAGE_RESIZE_"), code);
        String path = "steps.r." + param.substring(1, param.indexOf('\'', 1));
        assertTrue(violations.getFirst().path().startsWith(path), violations.toString());
    }

    @ParameterizedTest
    @CsvSource({"'200',200", "' 200px ',200", "200.0,200", "'200.7',200"})
    void sidesMayBeWrittenAsText(String given, int expected) throws Exception {
        String raw = "{'width': " + (given.equals("200.0") ? given : "'" + given + "'") + "}";

        assertEquals(new Side(expected), ParamBinder.bind(robot.about(), "r", json(raw)).width());
    }

    @Test
    void whatAsksForNothingNewIsAccepted() throws IOException {
        String raw =
                "{'sepia': null, 'clip': false, 'negate': 'false', 'brightness': 1, 'frame': null,"
                        + " 'format': null, 'crop': null, 'imagemagick_stack': 'v3.0.1'}";

        assertEquals(List.of(), ParamBinder.check(robot.about(), "r", json(raw)));
    }
}
