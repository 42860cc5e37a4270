package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.util.List;

class ImageResizeWatermarkTest extends ResizeFixture {
    @Test
    void theWatermarkLiesInTheMiddle() throws Exception {
        AssemblyFile base = solid("a.png", 400, 300, 0xffffffff);
        AssemblyFile logo = solid("logo.png", 40, 40, 0xff0000ff);
        var input =
                new RobotInput(
                        List.of(FakeJob.tagged(logo, "watermark"), FakeJob.tagged(base, "base")));

        FakeJob.Result result =
                run(
                        "{'width': 200, 'height': 200, 'resize_strategy': 'stretch',"
                                + " 'watermark_position': 'center', 'watermark_size': '50%'}",
                        input);

        BufferedImage out = picture(result);
        assertEquals("a.png", result.name());
        assertEquals(base, ((Emission.NewFile) result.emission()).origin());
        assertEquals("200x200", size(out));
        near(0xff0000ff, out.getRGB(100, 100), 0);
        near(0xff0000ff, out.getRGB(51, 148), 0);
        near(0xffffffff, out.getRGB(49, 100), 0);
        near(0xffffffff, out.getRGB(5, 5), 0);
    }

    private BufferedImage marked(String raw) throws Exception {
        AssemblyFile base = solid("base.png", 100, 80, 0xffffffff);
        AssemblyFile logo = solid("logo.png", 20, 10, 0xff0000ff);
        return picture(
                run(
                        raw,
                        new RobotInput(
                                List.of(FakeJob.tagged(base), FakeJob.tagged(logo, "watermark")))));
    }

    @ParameterizedTest
    @CsvSource({
        "top-left,5,3,5,3",
        "top,0,0,40,0",
        "right,4,2,76,37",
        "bottom-right,5,3,75,67",
        "center,3,-2,43,33"
    })
    void offsetsMoveTheWatermarkTowardsTheCentre(String position, int dx, int dy, int left, int top)
            throws Exception {
        BufferedImage out =
                marked(
                        "{'watermark_position': '%s', 'watermark_x_offset': %d,"
                                        .formatted(position, dx)
                                + " 'watermark_position_y': "
                                + dy
                                + "}");

        near(0xff0000ff, out.getRGB(left, top), 0);
        near(0xff0000ff, out.getRGB(left + 19, top + 9), 0);
        near(0xffffffff, out.getRGB(left + 10, Math.max(0, top - 1) == top ? 10 : top - 1), 0);
        near(0xffffffff, out.getRGB(left + 20, top + 5), 0);
    }

    @Test
    void theWatermarkRepeatsAcrossOrDown() throws Exception {
        BufferedImage across = marked("{'watermark_repeat_x': true}");
        BufferedImage both = marked("{'watermark_repeat_x': true, 'watermark_repeat_y': 'true'}");

        near(0xff0000ff, across.getRGB(0, 40), 0);
        near(0xff0000ff, across.getRGB(99, 40), 0);
        near(0xffffffff, across.getRGB(50, 5), 0);
        near(0xff0000ff, both.getRGB(0, 0), 0);
        near(0xff0000ff, both.getRGB(99, 79), 0);
    }

    @Test
    void theWatermarkMayBeFaint() throws Exception {
        near(0xff8080ff, marked("{'watermark_opacity': 0.5}").getRGB(50, 40), 2);
        near(0xffffffff, marked("{'watermark_opacity': '0'}").getRGB(50, 40), 0);
    }

    @ParameterizedTest
    @CsvSource({"FIT,200x150", "MIN_FIT,267x200", "STRETCH,200x200", "AREA,462x346"})
    void theWatermarkTakesItsShareByStrategy(Watermark.Fit fit, String expected) {
        var mark = new Watermark(Gravity.CENTER, 0, 0, 25, fit, 1, false, false);

        var size = mark.size(800, 800, 400, 300);

        assertEquals(expected, size.width + "x" + size.height);
    }

    @Test
    void aPlaceDrawnByLotIsTheSameEachTime() throws Exception {
        String raw = "{'watermark_position': ['top-left', 'bottom-right']}";
        BufferedImage once = marked(raw);
        job = new FakeJob(folder.resolve("again"));

        assertEquals(once.getRGB(0, 0), marked(raw).getRGB(0, 0));
    }

    @Test
    void oneStepTaggedAsBothGivesTheFirstFileAsBase() throws Exception {
        AssemblyFile first = solid("first.png", 40, 40, 0xffffffff);
        AssemblyFile second = solid("second.png", 10, 10, 0xff0000ff);
        var input =
                new RobotInput(
                        List.of(
                                FakeJob.tagged(first, "base", "watermark"),
                                FakeJob.tagged(second, "base", "watermark")));

        FakeJob.Result result = run("{}", input);

        assertEquals("first.png", result.name());
        near(0xff0000ff, picture(result).getRGB(20, 20), 0);
    }

    @Test
    void withoutABaseThereIsNothingToDo() throws Exception {
        AssemblyFile logo = solid("logo.png", 20, 10, 0xff0000ff);

        AssemblyException refused =
                assertThrows(
                        AssemblyException.class,
                        () ->
                                run(
                                        "{}",
                                        new RobotInput(
                                                List.of(FakeJob.tagged(logo, "watermark")))));

        assertEquals(ErrorCode.IMAGE_RESIZE_NO_INPUT_FILE, refused.error().code());
    }

    @Test
    void roomIsClaimedOnceForAllPictures() throws Exception {
        marked("{'width': 50}");

        assertEquals(
                List.of(100L * 80 + 50 * 40 + 50 * 40 + 20 * 10 + 20 * 10), job.reservations());
    }
}
