package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.robot.ParamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "1:1,1024x1024", "16:9,1280x720", "9:16,720x1280", "4:3,1152x864", "3:4,864x1152",
        "3:2,1248x832", "2:3,832x1248", "1280x720,1280x720", "32:18,1280x720", "16:1,4096x256"
    })
    void usualShapesHaveTheirSizes(String shape, String size) {
        assertEquals(size, Sizes.usual(AspectRatio.parse(shape)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"21:9", "9:21", "5:4", "4:5", "7:3", "1:8", "239:100", "1:16"})
    void otherShapesAreAboutOneMegapixelWithinOnePercent(String shape) {
        AspectRatio wanted = AspectRatio.parse(shape);

        PictureSize size = Sizes.usual(wanted);

        assertEquals(1, size.ratio().value() / wanted.value(), 0.01);
        assertEquals(1, size.area() / (1024.0 * 1024), 0.01);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "720,1280,-,720x1280",
                "720,1280,1:1,720x1280",
                "800,-,16:9,800x450",
                "-,450,16:9,800x450",
                "800,-,-,800x800",
                "-,-,16:9,-",
                "-,-,-,-"
            })
    void exactSizeFollowsFromWhatIsGiven(
            Integer width, Integer height, String shape, String expected) {
        Optional<PictureSize> size =
                Sizes.exact(width, height, shape == null ? null : AspectRatio.parse(shape));

        assertEquals(Optional.ofNullable(expected), size.map(PictureSize::toString));
    }

    @Test
    void theOtherSideMustBeInRangeToo() {
        ParamException wrong =
                assertThrows(
                        ParamException.class,
                        () -> Sizes.exact(4096, null, AspectRatio.parse("1:4")));

        assertEquals("width", wrong.param());
        assertTrue(String.valueOf(wrong.getMessage()).contains("4096x16384"));
        assertThrows(ParamException.class, () -> Sizes.exact(64, null, AspectRatio.parse("16:1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "16", "16:", "a:b", "0:1", "1:0", "-1:2", "17:1", "1:999999", "1.5:1"})
    void wrongShapesAreRefused(String shape) {
        assertThrows(ParamException.class, () -> AspectRatio.parse(shape));
    }

    @Test
    void theNearestShapeKeepsTheOrientation() {
        List<AspectRatio> offered =
                List.of(
                        AspectRatio.parse("1:1"),
                        AspectRatio.parse("16:9"),
                        AspectRatio.parse("9:16"));

        assertEquals("9:16", new AspectRatio(700, 1280).nearest(offered).toString());
        assertEquals("16:9", new AspectRatio(3000, 1000).nearest(offered).toString());
        assertEquals("1:1", new AspectRatio(5, 4).nearest(offered).toString());
        assertEquals("5:4", new AspectRatio(10, 8).nearest(List.of()).toString());
    }
}
