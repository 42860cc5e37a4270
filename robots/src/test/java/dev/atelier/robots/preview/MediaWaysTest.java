package dev.atelier.robots.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.MediaPrograms;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.program.Program;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The ways that take FFmpeg and give a picture that does not move. */
class MediaWaysTest {
    private static final String WAVEFORM = "'strategy': {'audio': ['waveform']}";

    private Desk desk;

    @TempDir Path folder;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(folder, MediaPrograms.needed());
    }

    private void assertNothingToSay() {
        assertEquals(List.of(), desk.job.warnings());
    }

    @Test
    void aClipOfAVideoShorterThanTheUsualOffsetShowsItFromItsBeginning() throws Exception {
        AssemblyFile brief = made("testsrc=d=0.6:s=64x48");

        var clip = desk.preview("{'strategy': {'video': ['clip', 'icon']}}", brief);

        assertEquals("made.webp", clip.name());
    }

    @Test
    void aVideoIsShownByAFrameOfItsMiddle() throws Exception {
        BufferedImage shown = desk.picture("{}", desk.video());

        assertEquals("300x200", shown.getWidth() + "x" + shown.getHeight());
        assertEquals(0xFFFFFFFF, shown.getRGB(150, 5));
        // its first frame is black; later there are a whale and an evening sky
        int sky = shown.getRGB(200, 40);
        assertTrue(Desk.blue(sky) > 130 && Desk.blue(sky) > Desk.green(sky), hex(sky));
        assertTrue(darkest(shown) < 70, "the whale: " + darkest(shown));
        assertNothingToSay();
    }

    private static int darkest(BufferedImage image) {
        int least = 255;
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int argb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            least = Math.min(least, Desk.green(argb));
        }
        return least;
    }

    /** A video as filters of FFmpeg make it. */
    private AssemblyFile made(String filters) throws Exception {
        Path out = folder.resolve("made.avi");
        var line = List.of("ffmpeg", "-v", "error", "-f", "lavfi", "-i", filters, "-c:v", "mpeg4");
        var program = new Program(line, Set.of("PATH"), Duration.ofSeconds(20));
        var ended =
                program.run(
                        List.of("-q:v", "2", "-y", out.toString()),
                        true,
                        in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, ended.status(), ended.made());
        return desk.job.add(out, "video/x-msvideo");
    }

    @Test
    void theFrameIsOneThatFollowsTheFirstThird() throws Exception {
        AssemblyFile video =
                made(
                        "color=red:s=64x48:r=10:d=3[a];color=lime:s=64x48:r=10:d=3[b];"
                                + "color=blue:s=64x48:r=10:d=3[c];[a][b][c]concat=n=3");

        int middle = desk.picture("{}", video).getRGB(150, 100);

        assertTrue(Desk.green(middle) > 200 && Desk.red(middle) < 40, hex(middle));
    }

    /** 400 × 100: a quarter each of white, red, blue and white. */
    private AssemblyFile stripes() throws Exception {
        return made(
                "color=white:s=400x100:r=5:d=1,drawbox=100:0:100:100:red:fill,"
                        + "drawbox=200:0:100:100:blue:fill");
    }

    @ParameterizedTest
    @CsvSource({
        "pad, true, 300, 200, true",
        "fit, true, 300, 75, true",
        "fit, false, 300, 75, true",
        "fillcrop, true, 300, 200, false",
        "min_fit, true, 800, 200, true",
        "min_fit, false, 400, 100, true",
        "stretch, true, 300, 200, true",
        "crop, true, 300, 200, true"
    })
    void aFrameIsFittedAsAPictureIs(
            String strategy, boolean zoom, int width, int height, boolean white) throws Exception {
        BufferedImage shown =
                desk.picture(
                        "{'resize_strategy': '%s', 'zoom': %s}".formatted(strategy, zoom),
                        stripes());

        assertEquals(width + "x" + height, shown.getWidth() + "x" + shown.getHeight());
        int left = shown.getRGB(width / 2 - width / 9, height / 2);
        int right = shown.getRGB(width / 2 + width / 9, height / 2);
        int edge = shown.getRGB(width / 40, height / 2);
        assertTrue(Desk.red(left) > 200 && Desk.blue(left) < 60, hex(left));
        assertTrue(Desk.blue(right) > 200 && Desk.red(right) < 60, hex(right));
        assertEquals(white, Desk.green(edge) > 200, hex(edge));
    }

    @Test
    void aTurnedVideoIsShownUpright() throws Exception {
        Path file = folder.resolve("turned.mp4");
        try (InputStream in = MediaWaysTest.class.getResourceAsStream("/media/turned.mp4")) {
            Files.copy(Objects.requireNonNull(in), file);
        }

        BufferedImage shown =
                desk.picture(
                        "{'height': 300, 'resize_strategy': 'fit'}",
                        desk.job.add(file, "video/mp4"));

        assertEquals("200x300", shown.getWidth() + "x" + shown.getHeight());
    }

    @Test
    void aSongIsShownByItsCover() throws Exception {
        BufferedImage shown = desk.picture("{}", desk.song());

        assertEquals(0xFFFFFFFF, shown.getRGB(10, 100));
        int night = shown.getRGB(70, 20);
        assertTrue(Desk.blue(night) > Desk.red(night) && Desk.blue(night) < 110, hex(night));
        assertNothingToSay();
    }

    @Test
    void besideACoverThereIsAGradientFromTheMiddleToTheCorners() throws Exception {
        BufferedImage both =
                desk.picture(
                        "{'artwork_center_color': '#ff0000', 'artwork_outer_color': '#0000ff'}",
                        desk.song());
        BufferedImage one = desk.picture("{'artwork_outer_color': '#0000ff'}", desk.song());

        int corner = both.getRGB(0, 0);
        int side = both.getRGB(48, 100);
        assertTrue(Desk.blue(corner) > 245 && Desk.red(corner) < 10, hex(corner));
        assertEquals(255 * (1 - 102 / Math.hypot(150, 100)), Desk.red(side), 6, hex(side));
        assertEquals(Desk.red(side), Desk.green(one.getRGB(48, 100)), 3);
    }

    @Test
    void aSoundWithoutACoverIsShownByItsWaveform() throws Exception {
        BufferedImage shown =
                desk.picture(
                        "{'waveform_center_color': '#ff0000', 'waveform_outer_color': '#0000ff80',"
                                + " 'background': '#00000000'}",
                        desk.toneAndSilence());

        assertTrue(highest(shown, 0, 140) > 95, "the tone: " + highest(shown, 0, 140));
        assertTrue(highest(shown, 160, 300) <= 4, "silence: " + highest(shown, 160, 300));
        int line = strongest(shown, 100);
        int edge = strongest(shown, 52);
        assertTrue(Desk.red(line) > 245 && line >>> 24 > 245, hex(line));
        assertTrue(Desk.blue(edge) > 225 && Math.abs((edge >>> 24) - 128) < 12, hex(edge));
        assertEquals(0, shown.getRGB(150, 20) >>> 24);
        assertNothingToSay();
    }

    @Test
    void aWaveformHasItsOwnSize() throws Exception {
        String size = "'waveform_width': 90, 'waveform_height': 30";
        BufferedImage shown =
                desk.picture("{" + WAVEFORM + ", " + size + "}", desk.toneAndSilence());
        BufferedImage reduced =
                desk.picture(
                        "{" + WAVEFORM + ", 'waveform_width': 1200, 'waveform_height': 100}",
                        desk.toneAndSilence());

        assertEquals(30, highest(shown, 105, 150), 2);
        assertEquals(0, highest(shown, 0, 104) + highest(shown, 196, 300));
        assertEquals(25, highest(reduced, 0, 140), 2);
    }

    /** Rows between the first and the last that differ from the upper corner. */
    private static int highest(BufferedImage image, int from, int to) {
        int first = image.getHeight();
        int last = -1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = from; x < to; x++) {
                if (image.getRGB(x, y) != image.getRGB(0, 0)) {
                    first = Math.min(first, y);
                    last = y;
                }
            }
        }
        return Math.max(0, last - first + 1);
    }

    /** The least transparent pixel of a row. */
    private static int strongest(BufferedImage image, int y) {
        int found = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            int argb = image.getRGB(x, y);
            found = argb >>> 24 > found >>> 24 ? argb : found;
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({"moov, ffprobe finds no video and no sound", "mdat, ffmpeg cannot decode it"})
    void aDamagedVideoGetsItsIconAndANotice(String box, String reason) throws Exception {
        byte[] bytes = Files.readAllBytes(Desk.PICTURES.resolve("sail.mp4"));
        Arrays.fill(bytes, find(bytes, box) + 4, bytes.length, (byte) 7);

        BufferedImage shown = desk.picture("{}", desk.file("bad.mp4", "video/mp4", bytes));

        assertEquals("300x200", shown.getWidth() + "x" + shown.getHeight());
        String notices = desk.job.warnings().toString();
        assertTrue(notices.contains("bad.mp4") && notices.contains(reason), notices);
        assertEquals(1, desk.job.warnings().size(), notices);
    }

    private static int find(byte[] bytes, String box) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(box);
    }

    @Test
    void aCoverThatIsNoPictureLeadsToTheWaveform() throws Exception {
        byte[] bytes = Files.readAllBytes(Desk.PICTURES.resolve("tune.mp3"));
        int picture = find(bytes, "\u00FF\u00D8\u00FF");
        Arrays.fill(bytes, picture + 30, picture + 2000, (byte) 0);
        AssemblyFile song = desk.file("torn.mp3", "audio/mpeg", bytes);

        BufferedImage shown = desk.picture("{'waveform_center_color': '#ff0000'}", song);

        assertTrue(highest(shown, 0, 300) >= 90 && highest(shown, 0, 300) <= 100);
        String notices = desk.job.warnings().toString();
        assertTrue(notices.contains("torn.mp3 is not shown by its artwork"), notices);
    }

    @Test
    void aSoundHasNoFrameAndThatIsNoNews() throws Exception {
        AssemblyFile sound = desk.toneAndSilence();
        desk.run("{'strategy': {'audio': ['frame', 'clip', 'artwork']}}", sound);

        assertEquals(List.of(), desk.job.results());
        assertEquals(1, desk.job.warnings().size(), desk.job.warnings()::toString);
    }

    @Test
    void aFrameIsWrittenInTheFormatOfPreviews() throws Exception {
        var made = desk.preview("{'format': 'jpg'}", desk.video());

        assertEquals("sail.jpg", made.name());
        assertEquals("JPEG", desk.codec().probe(made.bytes()).format().name());
        assertTrue(Codec.srgb8(desk.codec().decode(made.bytes())).getWidth() == 300);
    }

    private static String hex(int argb) {
        return Integer.toHexString(argb);
    }
}
