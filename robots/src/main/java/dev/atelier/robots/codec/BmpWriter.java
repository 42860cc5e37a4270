package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes BMP: opaque sRGB, nothing else. */
final class BmpWriter {
    private BmpWriter() {}

    static void write(BufferedImage image, Encoding encoding, OutputStream out) throws IOException {
        BufferedImage plain = Samples8.opaque(image, encoding.withIccProfile(null));
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(plain, "bmp", stream)) {
                throw new PictureException("The picture could not be written as BMP.");
            }
        }
    }
}
