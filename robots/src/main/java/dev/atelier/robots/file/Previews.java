package dev.atelier.robots.file;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.Packing;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Resampler;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes previews, each in the first way that works. */
final class Previews {
    private final Codec codec;
    private final FilePreviewRobot.Params params;
    private final RobotContext job;
    private final Dimension wanted;
    private int count;

    Previews(Codec codec, FilePreviewRobot.Params params, RobotContext job) {
        this.codec = codec;
        this.params = params;
        this.job = job;
        this.wanted = new Dimension(params.width(), params.height());
    }

    /**
     * Claims room for the largest picture among the files, once as it is and once as it is shown.
     */
    void reserve(List<AssemblyFile> files) throws IOException {
        long largest = 0;
        for (AssemblyFile file : files) {
            try {
                largest =
                        Math.max(
                                largest, file.isImage() ? codec.probe(job.open(file)).pixels() : 0);
            } catch (PictureException toldLater) {
                // it gets an icon
            }
        }
        job.reserve(2 * largest + 2L * wanted.width * wanted.height);
    }

    /** The preview, or null when no way works. */
    @Nullable Path of(AssemblyFile file) throws Exception {
        for (PreviewStrategies.Way way : params.ways(FileKind.of(file))) {
            BufferedImage made =
                    switch (way) {
                        case IMAGE -> file.isImage() ? picture(file) : null;
                        case ICON -> job.pixels(() -> icon(file));
                        case ARTWORK, WAVEFORM, FRAME, CLIP, PAGE, RENDER -> null;
                    };
            if (made != null) {
                Path out = job.scratch().resolve("preview-" + count++);
                job.pixels(() -> {
                    codec.encode(made, encoding(), out);
                    return out;
                });
                return out;
            }
        }
        return null;
    }

    private @Nullable BufferedImage picture(AssemblyFile file) throws Exception {
        try {
            Picture decoded = job.pixels(() -> codec.decode(job.open(file)));
            decoded.warn(file.name(), job::warn);
            return job.pixels(() -> framed(Codec.srgb8(decoded)));
        } catch (PictureException e) {
            job.notice(file.name() + " cannot be shown in its preview. " + e.getMessage());
            return null;
        }
    }

    private BufferedImage framed(BufferedImage picture) throws IOException {
        var size = new Dimension(picture.getWidth(), picture.getHeight());
        var frame = PreviewFrame.of(size, wanted, params.resizeStrategy(), params.zoom());
        int longest = Math.max(frame.canvas().width, frame.canvas().height);
        if (frame.pixels() > codec.limits().maxPixels() || longest > codec.limits().maxSide()) {
            throw new PictureException("Its preview would be too large; use another strategy.");
        }
        Rectangle cut = frame.cut();
        BufferedImage shown =
                Resampler.resize(
                        picture.getSubimage(cut.x, cut.y, cut.width, cut.height),
                        frame.shown().width,
                        frame.shown().height);
        BufferedImage canvas = canvas(frame.canvas());
        Graphics2D graphics = canvas.createGraphics();
        int x = (canvas.getWidth() - shown.getWidth()) / 2;
        int y = (canvas.getHeight() - shown.getHeight()) / 2;
        graphics.drawImage(shown, x, y, null);
        graphics.dispose();
        return canvas;
    }

    private BufferedImage icon(AssemblyFile file) {
        BufferedImage canvas = canvas(wanted);
        new PreviewIcon(params, FileKind.of(file), file.ext()).draw(canvas);
        return canvas;
    }

    private BufferedImage canvas(Dimension size) {
        var canvas = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setBackground(params.background().awt());
        graphics.clearRect(0, 0, size.width, size.height);
        graphics.dispose();
        return canvas;
    }

    private Encoding encoding() {
        Color awt = params.background().awt();
        boolean thorough =
                params.optimize()
                        && params.optimizePriority() == FilePreviewRobot.Priority.COMPRESSION_RATIO;
        return Encoding.of(params.format().written())
                .withBackground(new Color(awt.getRed(), awt.getGreen(), awt.getBlue()))
                .withProgressive(params.optimizeProgressive())
                .withPacking(new Packing(thorough, Packing.Tiff.LZW, null));
    }
}
