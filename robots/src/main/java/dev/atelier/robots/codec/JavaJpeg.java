package dev.atelier.robots.codec;

import dev.atelier.robots.codec.jpeg.JpegDecoder;
import dev.atelier.robots.codec.jpeg.JpegException;
import dev.atelier.robots.codec.jpeg.JpegPicture;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;

/**
 * JPEG in Java for pictures that may be smaller than their file. Whole ones ImageIO has sooner, and
 * what cannot be decoded here it may know.
 */
final class JavaJpeg implements JpegReader {

    @Override
    public @Nullable Decoded read(JpegSource source) throws IOException {
        Reduction reduction = source.reduction();
        if (reduction == Reduction.NONE || !source.fitsMemory()) {
            return null;
        }
        try {
            JpegPicture picture =
                    JpegDecoder.decode(
                            source.bytes(),
                            8 / reduction.divisor(),
                            source.limits().maxPixels(),
                            source.deadline()::check);
            return fits(picture, source.probe(), reduction)
                    ? new Decoded(image(picture), reduction, damage(picture))
                    : null;
        } catch (JpegException unknown) {
            return null;
        }
    }

    private static boolean fits(JpegPicture picture, Probe probe, Reduction reduction) {
        return picture.width() == reduction.of(probe.storedWidth())
                && picture.height() == reduction.of(probe.storedHeight());
    }

    private static BufferedImage image(JpegPicture picture) {
        int[] rgb = picture.rgb();
        if (!picture.grey()) {
            var image =
                    new BufferedImage(
                            picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
            System.arraycopy(rgb, 0, Pixels.of(image), 0, rgb.length);
            return image;
        }
        var image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < rgb.length; i++) {
            samples[i] = (byte) rgb[i];
        }
        return image;
    }

    private static @Nullable String damage(JpegPicture picture) {
        if (!picture.cut() && !picture.broken()) {
            return null;
        }
        return Damage.text(!picture.broken(), 100f * picture.soundRows() / picture.height());
    }
}
