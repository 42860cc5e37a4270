package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;

/**
 * JPEG by ImageIO, the last way: it knows the most kinds, and always decodes in full. Leaving out
 * rows and columns instead would alias.
 */
final class ImageIoJpeg implements JpegReader {

    /** A four-channel JPEG without a note about its colours is CMYK, not a picture with alpha. */
    @Override
    public Decoded read(JpegSource source) throws IOException {
        Readers.Decoded decoded = Readers.jpeg(input(source), source.limits(), source.deadline());
        BufferedImage image = decoded.image();
        if (image.getColorModel().hasAlpha() && source.probe().colour() == Probe.Colour.CMYK) {
            image =
                    Cmyk.toRgb(
                            Readers.jpegSamples(input(source), source.limits(), source.deadline()));
        }
        return new Decoded(image, Reduction.NONE, decoded.damage());
    }

    private static TimedImageInput input(JpegSource source) throws IOException {
        return new TimedImageInput(Files.newByteChannel(source.file()), source.deadline());
    }
}
