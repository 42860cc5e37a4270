package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.codec.Resampler;
import dev.atelier.robots.image.colour.ColourTable;

import org.jspecify.annotations.Nullable;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** One picture on its way through the robot: planned from its header, then carried out. */
final class Resizing {
    private final Codec codec;
    private final ImageResizeRobot.Params params;
    private final AssemblyFile base;
    private final RobotContext job;
    private final Probe probe;
    private final OutputFormat output;
    private final Turn turn;
    private final Incoming incoming;
    private final ResizePlan plan;
    private final @Nullable Mark mark;
    private final @Nullable AssemblyFile clut;

    /** A watermark on disk and how it will lie on the result. */
    private record Mark(Path bytes, Watermark rule, long pixels, long sizedPixels) {}

    private Resizing(
            Codec codec,
            ImageResizeRobot.Params params,
            AssemblyFile base,
            RobotContext job,
            Probe probe,
            ResizeInputs files)
            throws IOException {
        this.codec = codec;
        this.params = params;
        this.base = base;
        this.job = job;
        this.probe = probe;
        this.output = OutputFormat.of(params.format(), probe.format(), base);
        this.turn = Turn.of(params.rotation(), probe.orientation());
        this.incoming = new Incoming(codec, params, base, job, turn);
        this.plan = plan(incoming.shaved(turn.size(probe.width(), probe.height())).getSize());
        this.mark = files.watermark() == null ? null : mark(files.watermark());
        this.clut = params.clut() ? files.requireClut() : null;
    }

    /** Reads headers only and refuses what would come out too large. */
    static Resizing of(
            Codec codec,
            ImageResizeRobot.Params params,
            AssemblyFile base,
            ResizeInputs files,
            RobotContext job)
            throws IOException {
        Probe probe = codec.probe(job.open(base));
        if (probe.frames() > 1 && params.frame() == null) {
            job.warn(
                    base.name()
                            + " has "
                            + probe.frames()
                            + " frames; only the first frame is in the result.");
        }
        return new Resizing(codec, params, base, job, probe, files);
    }

    private ResizePlan plan(Dimension size) {
        if (params.crop() != null) {
            Rectangle part = params.crop().on(size.width, size.height);
            if (part.isEmpty()) {
                throw new AssemblyException(
                        ErrorCode.IMAGE_RESIZE_ERROR,
                        "crop leaves nothing of a picture of %d×%d pixels; change its edges."
                                .formatted(size.width, size.height));
            }
            return ResizePlan.cutting(part);
        }
        ResizePlan made =
                ResizePlan.of(
                        size.width,
                        size.height,
                        params.width() == null ? null : params.width().pixels(),
                        params.height() == null ? null : params.height().pixels(),
                        params.resizeStrategy(),
                        params.zoom(),
                        params.gravity());
        limit("The result", made.canvasWidth(), made.canvasHeight());
        limit("The scaled picture", made.width(), made.height());
        return made;
    }

    private Mark mark(AssemblyFile file) throws IOException {
        Path bytes = job.open(file);
        Probe probed = codec.probe(bytes);
        Watermark rule = params.watermark(params.watermarkPosition().pick(job.random()));
        Dimension size =
                rule.size(plan.canvasWidth(), plan.canvasHeight(), probed.width(), probed.height());
        limit("The watermark", size.width, size.height);
        return new Mark(bytes, rule, probed.pixels(), (long) size.width * size.height);
    }

    private void limit(String what, int width, int height) {
        PixelLimits limits = codec.limits();
        boolean tooLong = Math.max(width, height) > limits.maxSide();
        if (tooLong || (long) width * height > limits.maxPixels()) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_ERROR,
                    "%s would have %d×%d pixels; at most %d pixels and %d a side are allowed."
                            .formatted(what, width, height, limits.maxPixels(), limits.maxSide()));
        }
    }

    /** Everything that is decoded at the same time. */
    long heldPixels() throws IOException {
        Dimension turned = turn.size(probe.width(), probe.height());
        long turnedPixels = turn.none() ? 0 : (long) turned.width * turned.height;
        long markPixels = mark == null ? 0 : mark.pixels() + mark.sizedPixels();
        long tablePixels = clut == null ? 0 : codec.probe(job.open(clut)).pixels();
        long copies = incoming.copies() ? probe.pixels() : 0;
        long retouched = params.touched() ? 2 * plan.scaledPixels() : 0;
        return probe.pixels()
                + turnedPixels
                + copies
                + plan.scaledPixels()
                + retouched
                + plan.canvasPixels()
                + tablePixels
                + markPixels;
    }

    String name() {
        return base.basename() + "." + output.extension();
    }

    Path write(Path out) throws IOException {
        BufferedImage picture = incoming.picture();
        ResizePlan actual = planFor(picture);
        job.checkCancelled();
        BufferedImage canvas = laidOut(retouched(scaled(picture, actual), actual), actual);
        if (mark != null) {
            BufferedImage decoded = Codec.srgb8(codec.decode(mark.bytes()));
            mark.rule().over(canvas, decoded);
        }
        new TextPainter(canvas).write(params.text());
        job.checkCancelled();
        Kind kind = params.kind();
        codec.encode(kind == null ? canvas : kind.of(canvas), encoding(), out);
        return out;
    }

    /**
     * The plan made from the header, unless the picture was trimmed or is a page of its own size.
     */
    private ResizePlan planFor(BufferedImage picture) {
        Dimension expected = incoming.shaved(turn.size(probe.width(), probe.height())).getSize();
        var found = new Dimension(picture.getWidth(), picture.getHeight());
        if (found.equals(expected)) {
            return plan;
        }
        ResizePlan made = plan(found);
        if (made.scaledPixels() > 4 * plan.scaledPixels() + probe.pixels()) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_ERROR,
                    "What is left of the picture has %d×%d pixels, too far from the frame; give"
                                    .formatted(found.width, found.height)
                            + " both width and height.");
        }
        return made;
    }

    private BufferedImage scaled(BufferedImage picture, ResizePlan made) throws IOException {
        Rectangle cut = made.cut();
        boolean whole = cut.width == picture.getWidth() && cut.height == picture.getHeight();
        BufferedImage part =
                whole ? picture : picture.getSubimage(cut.x, cut.y, cut.width, cut.height);
        return Resampler.resize(part, made.width(), made.height(), params.correctGamma());
    }

    private BufferedImage retouched(BufferedImage scaled, ResizePlan made) throws IOException {
        if (!params.touched()) {
            return scaled;
        }
        ColourTable table =
                clut == null ? null : ColourTable.of(Codec.srgb8(codec.decode(job.open(clut))));
        return new Retouch(params, table).apply(scaled, made.x(), made.y());
    }

    /** The scaled picture on its background, or with its transparency where that is kept. */
    private BufferedImage laidOut(BufferedImage scaled, ResizePlan made) {
        boolean alpha = params.keepsAlpha() && output.holdsAlpha();
        boolean covers =
                scaled.getWidth() == made.canvasWidth()
                        && scaled.getHeight() == made.canvasHeight();
        int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        boolean asItIs = mark == null && params.text().all().isEmpty() && params.kind() == null;
        if (covers && !scaled.getColorModel().hasAlpha() && asItIs) {
            return scaled;
        }
        var canvas = new BufferedImage(made.canvasWidth(), made.canvasHeight(), type);
        var graphics = canvas.createGraphics();
        graphics.setBackground(alpha ? params.background().awt() : opaqueBackground());
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (alpha) {
            graphics.setComposite(AlphaComposite.Src);
        }
        graphics.drawImage(scaled, made.x(), made.y(), null);
        graphics.dispose();
        return canvas;
    }

    private Color opaqueBackground() {
        return params.background().transparent() ? Color.WHITE : params.background().awt();
    }

    private Encoding encoding() {
        return Encoding.of(output.format())
                .withQuality(params.quality())
                .withProgressive(params.progressive())
                .withPacking(params.packing())
                .withBackground(opaqueBackground());
    }
}
