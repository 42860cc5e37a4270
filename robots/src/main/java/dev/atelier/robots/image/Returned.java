package dev.atelier.robots.image;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.OriginMark;
import dev.atelier.robots.codec.Resampler;
import dev.atelier.robots.codec.SourceType;
import dev.atelier.robots.edit.Edited;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Brings what a provider gave back to the size and format that was asked for. */
record Returned(Codec codec, Edited edited) {

    /** All pixels held at once, the result included. */
    long room(long wanted) throws IOException {
        return 2 * codec.probe(edited.file()).pixels() + 2 * wanted;
    }

    BufferedImage sized(int width, int height) throws IOException {
        BufferedImage picture = Codec.srgb8(codec.decode(edited.file()));
        return picture.getWidth() == width && picture.getHeight() == height
                ? picture
                : Codec.srgb8(Resampler.resize(picture, width, height));
    }

    Path write(BufferedImage picture, Encoding encoding, SourceType type, Path out)
            throws IOException {
        var mark = new OriginMark(type, "Atelier", "Changed by " + edited.model() + ".");
        codec.encode(picture, encoding.withMark(mark), out);
        return out;
    }
}
