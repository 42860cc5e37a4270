package dev.atelier.robots.preview;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Picture;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;
import java.awt.Paint;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** A picture is shown as it is. */
record ImageWay(Easel easel) implements PreviewWay {
    @Override
    public @Nullable Shown of(Subject subject) throws Exception {
        return subject.file().isImage()
                ? of(subject.bytes(), subject.file().name(), easel.background())
                : null;
    }

    /**
     * @param name what warnings about it call it
     * @param ground what is beside and under it
     */
    Shown of(Path picture, String name, Paint ground) throws Exception {
        Codec codec = easel.codec();
        var probe = codec.probe(picture);
        var frame = easel.frame(new Dimension(probe.width(), probe.height()));
        easel.reserve(frame, 2 * probe.pixels());
        Picture decoded = easel.job().pixels(() -> codec.decode(picture));
        decoded.warn(name, easel.job()::warn);
        return new Shown.Still(
                easel.job()
                        .pixels(() -> {
                            BufferedImage srgb = Codec.srgb8(decoded);
                            var size = new Dimension(srgb.getWidth(), srgb.getHeight());
                            return easel.framed(srgb, easel.frame(size), ground);
                        }));
    }
}
