package dev.atelier.robots.generate;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Probe;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads the pictures of one job; what is wrong with one is said with its name. */
final class InputPictures {
    private final Codec codec;
    private final RobotContext job;
    private final Consumer<String> warnings;

    /**
     * @param warnings take what the client is to know of the pictures
     */
    InputPictures(Codec codec, RobotContext job, Consumer<String> warnings) {
        this.codec = codec;
        this.job = job;
        this.warnings = warnings;
    }

    void warn(String message) {
        warnings.accept(message);
    }

    /** Looks at the header only. */
    Probe probe(AssemblyFile file) throws IOException {
        try {
            return codec.probe(job.open(file));
        } catch (PictureException e) {
            throw unreadable(file, e);
        }
    }

    /** The samples as they are in the file, upright. */
    Picture decode(AssemblyFile file) throws Exception {
        job.checkCancelled();
        try {
            return job.pixels(() -> codec.decode(job.open(file))).warn(file.name(), warnings);
        } catch (PictureException e) {
            throw unreadable(file, e);
        }
    }

    /** Where {@code picture} may change, according to a mask file. */
    CanonicalMask mask(AssemblyFile file, AssemblyFile picture, int width, int height)
            throws Exception {
        Picture decoded = decode(file);
        BufferedImage upright = job.pixels(() -> Codec.srgb8(decoded));
        if (upright.getWidth() != width || upright.getHeight() != height) {
            warn(
                    "The mask %s (%dx%d) was stretched to the size of %s (%dx%d)."
                            .formatted(
                                    file.name(),
                                    upright.getWidth(),
                                    upright.getHeight(),
                                    picture.name(),
                                    width,
                                    height));
        }
        CanonicalMask mask = job.pixels(() -> CanonicalMask.of(upright, width, height));
        if (mask.isEmpty()) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR,
                    ("The mask %s marks nothing to change in %s. Make the area to change"
                                    + " transparent, or white on black in a mask without"
                                    + " transparency.")
                            .formatted(file.name(), picture.name()));
        }
        return mask;
    }

    private static AssemblyException unreadable(AssemblyFile file, PictureException e) {
        return new AssemblyException(
                ErrorCode.INVALID_INPUT_ERROR, file.name() + ": " + e.getMessage(), e);
    }
}
