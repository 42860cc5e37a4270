package dev.atelier.robots.generate;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Picture;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * The picture to change, decoded.
 *
 * @param raw in the samples of its file
 * @param upright the same as 8-bit sRGB
 * @param area where it may change: the mask file's, else its own transparency; null for neither
 */
record Subject(
        AssemblyFile file, Picture raw, BufferedImage upright, @Nullable CanonicalMask area) {

    /** Reads the image of these roles, which must have one, and its mask. */
    static Subject read(Roles roles, InputPictures pictures, RobotContext job) throws Exception {
        AssemblyFile file = Objects.requireNonNull(roles.image());
        Picture raw = pictures.decode(file);
        if (raw.probe().frames() > 1) {
            pictures.warn(
                    "%s has %d frames; the first one was used."
                            .formatted(file.name(), raw.probe().frames()));
        }
        BufferedImage upright = job.pixels(() -> Codec.srgb8(raw));
        return new Subject(file, raw, upright, area(roles, file, upright, pictures, job));
    }

    private static @Nullable CanonicalMask area(
            Roles roles,
            AssemblyFile file,
            BufferedImage upright,
            InputPictures pictures,
            RobotContext job)
            throws Exception {
        AssemblyFile mask = roles.mask();
        return mask != null
                ? pictures.mask(mask, file, upright.getWidth(), upright.getHeight())
                : job.pixels(() -> CanonicalMask.ofTransparency(upright)).orElse(null);
    }
}
