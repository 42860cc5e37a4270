package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.BlockSplice;
import dev.atelier.robots.codec.Blocks;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.IptcEdit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ImageResizeMetadataTest extends ResizeFixture {

    private AssemblyFile corpus(String name) throws IOException {
        return job.add(Corpus.file(name), "image/jpeg");
    }

    private static Metadata read(FakeJob.Result result) throws Exception {
        return ImageMetadataReader.readMetadata(result.bytes().toFile());
    }

    private static <T extends Directory> T first(Metadata metadata, Class<T> kind) {
        T found = metadata.getFirstDirectoryOfType(kind);
        assertNotNull(found, "no " + kind.getSimpleName());
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp"})
    void whereAndWithWhatItWasTakenStays(String format) throws Exception {
        Metadata made =
                read(
                        run(
                                "{'width': 60, 'format': '" + format + "'}",
                                corpus("photo/Apple_iPhone_4.jpg")));

        assertEquals(
                "Apple",
                first(made, ExifIFD0Directory.class).getString(ExifIFD0Directory.TAG_MAKE));
        assertNotNull(first(made, GpsDirectory.class).getGeoLocation());
    }

    @Test
    void whatToldOfTheOldPixelsGoes() throws Exception {
        Metadata made = read(run("{'width': 60}", corpus("photo/Apple_iPhone_4.jpg")));

        assertFalse(made.containsDirectoryOfType(ExifThumbnailDirectory.class));
        var details = first(made, ExifSubIFDDirectory.class);
        assertFalse(details.containsTag(ExifSubIFDDirectory.TAG_EXIF_IMAGE_WIDTH));
        assertTrue(details.containsTag(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL));
    }

    @Test
    void strippedItCarriesNothing() throws Exception {
        var made = run("{'width': 60, 'strip': true}", corpus("photo/Apple_iPhone_4.jpg"));

        assertEquals(Blocks.NONE, codec.header(made.bytes()).blocks());
    }

    @Test
    void turnedUprightItDoesNotSayItLiesOnItsSide() throws Exception {
        var made = run("{'width': 60}", corpus("orientation/Landscape_6.jpg"));

        assertEquals(1, codec.probe(made.bytes()).orientation());
        assertNotNull(codec.header(made.bytes()).blocks().exif());
        BufferedImage picture = Codec.srgb8(codec.decode(made.bytes()));
        assertTrue(picture.getWidth() > picture.getHeight());
    }

    @Test
    void leftAsStoredItStillSaysHowItLies() throws Exception {
        var made = run("{'width': 60, 'rotation': false}", corpus("orientation/Landscape_6.jpg"));

        assertEquals(6, codec.probe(made.bytes()).orientation());
    }

    @Test
    void anOrientationInXmpGoesAndTheRestStays() throws Exception {
        var made =
                run(
                        "{'width': 60}",
                        job.add(Corpus.file("orientation/xmp_tags_orientation.png"), "image/png"));

        byte[] xmp = codec.header(made.bytes()).blocks().xmp();
        assertNotNull(xmp);
        assertTrue(new String(xmp, StandardCharsets.UTF_8).contains("tiff:"));
        assertEquals(1, codec.probe(made.bytes()).orientation());
    }

    @Test
    @SuppressWarnings("NullAway") // it does not see in class files that arrays may be null
    void captionsStayInJpegWithoutOtherResources() throws Exception {
        var iptc = new IptcEdit(null);
        iptc.set(120, List.of("A receipt on a dark table"));
        var blocks = new Blocks(null, null, iptc.resources(), null, null, Map.of());
        Path captioned = folder.resolve("captioned.jpg");
        Path photo = Corpus.file("photo/Apple_iPhone_4.jpg");
        BlockSplice.write(photo, captioned, codec.header(photo), blocks);
        AssemblyFile file = job.add(captioned, "image/jpeg");

        Metadata made = read(run("{'width': 60}", file));

        assertEquals(
                "A receipt on a dark table",
                first(made, IptcDirectory.class).getString(IptcDirectory.TAG_CAPTION));
        assertNull(
                codec.header(run("{'width': 60, 'format': 'png'}", file).bytes()).blocks().iptc());
    }

    @Test
    void aDensityThatIsAskedForIsNotContradicted() throws Exception {
        Metadata made =
                read(run("{'width': 60, 'density': 300}", corpus("photo/Apple_iPhone_4.jpg")));

        assertFalse(
                first(made, ExifIFD0Directory.class)
                        .containsTag(ExifIFD0Directory.TAG_X_RESOLUTION));
    }

    @Test
    void damagedMetadataIsLeftOutAndSaidSo() throws Exception {
        var made = run("{'width': 6}", corpus("malformed/exif_typeerror.jpg"));

        assertEquals(6, codec.probe(made.bytes()).width());
    }
}
