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
    private final ResizePlan plan;
    private final @Nullable Mark mark;

    /** A watermark on disk and how it will lie on the result. */
    private record Mark(Path bytes, Watermark rule, long pixels, long sizedPixels) {}

    private Resizing(
            Codec codec,
            ImageResizeRobot.Params params,
            AssemblyFile base,
            RobotContext job,
            Probe probe,
            @Nullable AssemblyFile watermark)
            throws IOException {
        this.codec = codec;
        this.params = params;
        this.base = base;
        this.job = job;
        this.probe = probe;
        this.output = OutputFormat.of(params.format(), probe.format(), base);
        this.turn = Turn.of(params.rotation(), probe.orientation());
        this.plan = plan(turn.size(probe.width(), probe.height()));
        this.mark = watermark == null ? null : mark(watermark);
    }

    /** Reads headers only and refuses what would come out too large. */
    static Resizing of(
            Codec codec,
            ImageResizeRobot.Params params,
            AssemblyFile base,
            @Nullable AssemblyFile watermark,
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
        return new Resizing(codec, params, base, job, probe, watermark);
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
    long heldPixels() {
        Dimension turned = turn.size(probe.width(), probe.height());
        long turnedPixels = turn.none() ? 0 : (long) turned.width * turned.height;
        long markPixels = mark == null ? 0 : mark.pixels() + mark.sizedPixels();
        return probe.pixels()
                + turnedPixels
                + plan.scaledPixels()
                + plan.canvasPixels()
                + markPixels;
    }

    String name() {
        return base.basename() + "." + output.extension();
    }

    Path write(Path out) throws IOException {
        BufferedImage picture = turn.apply(Codec.srgb8(codec.decode(job.open(base))));
        job.checkCancelled();
        BufferedImage canvas = laidOut(scaled(picture));
        if (mark != null) {
            BufferedImage decoded = Codec.srgb8(codec.decode(mark.bytes()));
            mark.rule().over(canvas, decoded);
        }
        job.checkCancelled();
        codec.encode(canvas, encoding(), out);
        return out;
    }

    private BufferedImage scaled(BufferedImage picture) throws IOException {
        Rectangle cut = plan.cut();
        boolean whole = cut.width == picture.getWidth() && cut.height == picture.getHeight();
        BufferedImage part =
                whole ? picture : picture.getSubimage(cut.x, cut.y, cut.width, cut.height);
        return Resampler.resize(part, plan.width(), plan.height());
    }

    /** The scaled picture on its background, or with its transparency where that is kept. */
    private BufferedImage laidOut(BufferedImage scaled) {
        boolean alpha = params.keepsAlpha() && output.holdsAlpha();
        boolean covers =
                scaled.getWidth() == plan.canvasWidth()
                        && scaled.getHeight() == plan.canvasHeight();
        int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        if (covers && !scaled.getColorModel().hasAlpha() && mark == null) {
            return scaled;
        }
        var canvas = new BufferedImage(plan.canvasWidth(), plan.canvasHeight(), type);
        var graphics = canvas.createGraphics();
        graphics.setBackground(alpha ? params.background().awt() : opaqueBackground());
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (alpha) {
            graphics.setComposite(AlphaComposite.Src);
        }
        graphics.drawImage(scaled, plan.x(), plan.y(), null);
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
                .withBackground(opaqueBackground());
    }
}
