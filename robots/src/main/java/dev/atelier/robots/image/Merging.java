package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Packing;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.codec.Resampler;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One merged picture: planned from the headers, then drawn one picture after the other. */
record Merging(
        Codec codec,
        ImageMergeRobot.Params params,
        List<AssemblyFile> files,
        RobotContext job,
        MergeLayout layout,
        long largest) {

    static Merging of(
            Codec codec, ImageMergeRobot.Params params, List<AssemblyFile> files, RobotContext job)
            throws IOException {
        List<Dimension> sizes = new ArrayList<>();
        long largest = 0;
        for (AssemblyFile file : files) {
            Probe probe = codec.probe(job.open(file));
            sizes.add(new Dimension(probe.width(), probe.height()));
            largest = Math.max(largest, probe.pixels());
        }
        MergeLayout layout = MergeLayout.of(params, sizes, params.chance(job.random()));
        limit(layout.size(), codec.limits());
        return new Merging(codec, params, files, job, layout, largest);
    }

    private static void limit(Dimension size, PixelLimits limits) {
        boolean tooLong = Math.max(size.width, size.height) > limits.maxSide();
        if (tooLong || (long) size.width * size.height > limits.maxPixels()) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_MERGE_FAILURE,
                    "The result would have %d×%d pixels; at most %d pixels and %d a side are"
                                    .formatted(
                                            size.width,
                                            size.height,
                                            limits.maxPixels(),
                                            limits.maxSide())
                            + " allowed. Merge fewer or smaller pictures.");
        }
    }

    /** The result, and one picture at a time with its resized copy. */
    long heldPixels() {
        long canvas = (long) layout.size().width * layout.size().height;
        return 2 * canvas + 2 * largest;
    }

    String extension() {
        return format().extension();
    }

    private ImageFormat format() {
        return switch (params.format()) {
            case PNG -> ImageFormat.PNG;
            case JPG -> ImageFormat.JPEG;
            case WEBP -> ImageFormat.WEBP;
        };
    }

    Path write(Path out) throws IOException {
        boolean alpha = params.background().transparent() && format() != ImageFormat.JPEG;
        var canvas =
                new BufferedImage(
                        layout.size().width,
                        layout.size().height,
                        alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setBackground(alpha ? params.background().awt() : opaque());
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        for (int i = 0; i < files.size(); i++) {
            job.checkCancelled();
            AssemblyFile file = files.get(i);
            Picture decoded = codec.decode(job.open(file)).warn(file.name(), job::warn);
            if (decoded.probe().frames() > 1) {
                job.warn(
                        "%s has %d frames; only the first frame is in the result."
                                .formatted(file.name(), decoded.probe().frames()));
            }
            draw(Codec.srgb8(decoded), i, graphics);
            job.progress(i + 1, files.size());
        }
        graphics.dispose();
        codec.encode(canvas, encoding(), out);
        return out;
    }

    private void draw(BufferedImage picture, int number, Graphics2D graphics) throws IOException {
        Rectangle place = layout.places().get(number);
        ResizePlan plan =
                ResizePlan.of(
                        picture.getWidth(),
                        picture.getHeight(),
                        place.width,
                        place.height,
                        layout.filled() ? Strategy.FILLCROP : Strategy.PAD,
                        true,
                        Gravity.CENTER);
        Rectangle cut = plan.cut();
        BufferedImage sized =
                Resampler.resize(
                        picture.getSubimage(cut.x, cut.y, cut.width, cut.height),
                        plan.width(),
                        plan.height());
        if (!layout.turns().isEmpty()) {
            PolaroidStack.draw(sized, place, layout.turns().get(number), graphics);
            return;
        }
        Graphics2D inside = (Graphics2D) graphics.create();
        inside.clip(place);
        inside.drawImage(sized, place.x + plan.x(), place.y + plan.y(), null);
        inside.dispose();
    }

    private Color opaque() {
        return params.background().transparent() ? Color.WHITE : params.background().awt();
    }

    private Encoding encoding() {
        return Encoding.of(format())
                .withQuality(params.quality())
                .withBackground(opaque())
                .withPacking(new Packing(params.adaptiveFiltering(), Packing.Tiff.LZW, null));
    }
}
