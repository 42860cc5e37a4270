package dev.atelier.robots.generate.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.CanonicalMask;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.GeneratedImage;
import dev.atelier.robots.generate.ProviderJob;
import dev.atelier.robots.generate.engine.fill.PatchFill;
import dev.atelier.robots.generate.engine.painter.Reading;
import dev.atelier.robots.generate.engine.painter.SubjectPainter;
import dev.atelier.robots.generate.engine.painter.scene.Subject;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * The masked part of a picture, filled from the rest of it; then, when the prompt asks for
 * something the painter knows, that is painted into it.
 */
final class Filling implements EmbeddedEngine.Work {
    private static final PatchFill FILL = new PatchFill();
    private static final SubjectPainter PAINTER = new SubjectPainter();
    private static final byte SOFT = (byte) 254;

    private final BufferedImage picture;
    private final byte[] mask;
    private final byte[] area;
    private final Optional<Subject> wanted;

    private Filling(BufferedImage picture, CanonicalMask mask, Optional<Subject> wanted) {
        this.picture = picture;
        this.area = mask.bytes();
        this.mask = mask.soft() ? softened(area) : area;
        this.wanted = wanted;
    }

    static Filling of(
            GenerateRequest request,
            GenerateRequest.Source image,
            GenerateRequest.Mask mask,
            Reading reading)
            throws Exception {
        boolean fillOnly = request.nativeModel().equals(EmbeddedEngine.FILL);
        return new Filling(
                image.upright(), mask.area(), fillOnly ? Optional.empty() : reading.requested());
    }

    /** The fill is told of a soft edge by a mask that is not all or nothing. */
    private static byte[] softened(byte[] area) {
        byte[] mask = area.clone();
        for (int i = 0; i < mask.length; i++) {
            mask[i] = mask[i] == 0 ? 0 : SOFT;
        }
        return mask;
    }

    @Override
    public Result make(long seed, ProviderJob job) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] filled = FILL.fill(Argb.of(picture), width, height, mask, seed, job.bands());
        job.checkCancelled();
        BufferedImage made = Argb.image(filled, width, height);
        boolean painted =
                wanted.isPresent()
                        && PAINTER.paintInto(made, area, wanted.get(), seed, job.bands());
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("subject_painted", painted);
        return new Result(
                new GeneratedImage.Pixels(made),
                painted
                        ? List.of()
                        : List.of(
                                "Nothing was painted into the masked area; it was filled from the"
                                        + " rest of the picture."),
                meta);
    }

    @Override
    public String engine() {
        return EmbeddedEngine.FILL;
    }

    @Override
    public GeneratedImage.Origin origin() {
        return GeneratedImage.Origin.ALGORITHM_IN_PICTURE;
    }
}
