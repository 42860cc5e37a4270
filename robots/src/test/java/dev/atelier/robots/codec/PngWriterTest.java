package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

class PngWriterTest {
    private final Codec codec = new Codec(PixelLimits.DEFAULT);

    @TempDir Path folder;

    enum Subject {
        PHOTO,
        PHOTO_ON_WHITE,
        DRAWING,
        FADING_PHOTO,
        ONE_PIXEL
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfPictureComesBackExactly(Subject subject) throws IOException {
        BufferedImage picture = picture(subject);

        for (boolean thorough : new boolean[] {false, true}) {
            BufferedImage back = Codec.srgb8(codec.decode(written(picture, thorough)));
            assertArrayEquals(colours(picture), colours(back));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "3, 2, 2",
        "5, 1, 5",
        "1, 9, 10",
        "8, 8, 1",
        "9, 9, 2",
        "33, 17, 11",
        "4, 7, 13"
    })
    void interlacedPictureComesBackExactly(int w, int h, int type) throws IOException {
        var picture = new BufferedImage(w, h, type);
        for (int i = 0; i < w * h; i++) {
            picture.setRGB(i % w, i / w, 0xFF000000 | i * 7919);
        }
        Path file = folder.resolve("one.png");

        codec.encode(picture, Encoding.of(ImageFormat.PNG).withProgressive(true), file);

        assertEquals(1, Files.readAllBytes(file)[28]);
        BufferedImage back = ImageIO.read(file.toFile());
        assertArrayEquals(
                picture.getRaster().getPixels(0, 0, w, h, (int[]) null),
                back.getRaster().getPixels(0, 0, w, h, (int[]) null));
    }

    @ParameterizedTest
    @EnumSource
    void fileIsNoLargerThanThatOfThePlatform(Subject subject) throws IOException {
        BufferedImage picture = picture(subject);
        Path other = folder.resolve("other.png");
        ImageIO.write(picture, "png", other.toFile());

        long size = Files.size(written(picture, false));
        long most = Files.size(other) + Files.size(other) / 20;

        assertTrue(size <= most, subject + ": " + size + " and " + Files.size(other));
    }

    private Path written(BufferedImage picture, boolean thorough) throws IOException {
        Path file = folder.resolve("one.png");
        var packing = new Packing(thorough, Packing.Tiff.LZW, null);
        codec.encode(picture, Encoding.of(ImageFormat.PNG).withPacking(packing), file);
        return file;
    }

    private static int[] colours(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private BufferedImage picture(Subject subject) throws IOException {
        if (subject == Subject.ONE_PIXEL) {
            return new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        }
        BufferedImage photo = Codec.srgb8(codec.decode(Corpus.file("photo/flower2.jpg")));
        boolean alpha = subject == Subject.FADING_PHOTO;
        int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var out = new BufferedImage(photo.getWidth(), photo.getHeight(), type);
        Graphics2D graphics = out.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, out.getWidth(), out.getHeight());
        switch (subject) {
            case PHOTO, FADING_PHOTO -> graphics.drawImage(photo, 0, 0, null);
            case PHOTO_ON_WHITE -> graphics.drawImage(photo.getSubimage(0, 0, 90, 90), 9, 9, null);
            case DRAWING, ONE_PIXEL -> draw(graphics, out);
        }
        graphics.dispose();
        for (int i = 0; alpha && i < Pixels.of(out).length; i++) {
            Pixels.of(out)[i] &= 0xFFFFFF | i % 256 << 24;
        }
        return out;
    }

    private static void draw(Graphics2D graphics, BufferedImage out) {
        for (int i = 0; i < 40; i++) {
            graphics.setColor(new Color(i * 6, 255 - i * 5, i * 37 % 256));
            graphics.drawString("line " + i, i * 31 % out.getWidth(), i * 17 % out.getHeight());
            graphics.drawOval(i * 5, i * 3, 60, 40);
        }
    }
}
