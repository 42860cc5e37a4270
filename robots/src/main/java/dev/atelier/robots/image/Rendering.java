package dev.atelier.robots.image;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.Reduction;
import dev.atelier.robots.codec.Resampler;
import dev.atelier.robots.image.colour.ColourTable;

import org.jspecify.annotations.Nullable;

import java.awt.AlphaComposite;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Makes the result out of a decoded picture. What is found out about the first frame of an
 * animation, its border and what is worth keeping, holds for all.
 *
 * @see Resizing
 */
final class Rendering {
    private final ImageResizeRobot.Params params;
    private final Planning planning;
    private final Incoming incoming;
    private final Expected expected;
    private final @Nullable Overlay overlay;
    private final @Nullable ColourTable table;
    private @Nullable Rectangle kept;
    private @Nullable ResizePlan plan;

    /**
     * What the header promised.
     *
     * @param size of the picture without the edges shaved off
     * @param held pixels of the decoded picture
     * @param alpha whether the result can and may be transparent
     */
    record Expected(Dimension size, ResizePlan plan, long held, boolean alpha) {}

    Rendering(
            Planning planning,
            Incoming incoming,
            Expected expected,
            @Nullable Overlay overlay,
            @Nullable ColourTable table) {
        this.params = planning.params();
        this.planning = planning;
        this.incoming = incoming;
        this.expected = expected;
        this.overlay = overlay;
        this.table = table;
    }

    BufferedImage of(Picture decoded) throws IOException {
        BufferedImage upright = incoming.prepared(decoded);
        if (kept == null || plan == null) {
            Rectangle whole = new Rectangle(upright.getWidth(), upright.getHeight());
            kept = params.trimWhitespace() ? Trim.of(upright) : whole;
            plan = reduced(decoded) ? expected.plan() : planFor(Incoming.part(upright, kept));
        }
        BufferedImage scaled =
                reduced(decoded)
                        ? Resampler.resize(
                                upright,
                                decoded.place(plan.cut()),
                                plan.width(),
                                plan.height(),
                                false)
                        : scaled(Incoming.part(upright, kept), plan);
        BufferedImage canvas = laidOut(retouched(scaled, plan), plan);
        if (overlay != null) {
            overlay.over(canvas);
        }
        new TextPainter(canvas).write(params.text());
        Kind kind = params.kind();
        return kind == null ? canvas : kind.of(canvas);
    }

    private static boolean reduced(Picture decoded) {
        return decoded.reduction() != Reduction.NONE;
    }

    /**
     * The plan made from the header, unless it was to look at the picture, or the picture was
     * trimmed or is a page of its own size.
     */
    private ResizePlan planFor(BufferedImage picture) {
        var found = new Dimension(picture.getWidth(), picture.getHeight());
        if (params.gravity().looksAtThePicture() && params.crop() == null) {
            return limited(planning.plan(found, Attraction.of(picture, params.gravity())), found);
        }
        return found.equals(expected.size())
                ? expected.plan()
                : limited(planning.plan(found, params.gravity()), found);
    }

    private ResizePlan limited(ResizePlan made, Dimension found) {
        if (made.scaledPixels() > 4 * expected.plan().scaledPixels() + expected.held()) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_ERROR,
                    "What is left of the picture has %d×%d pixels, too far from the frame; give"
                                    .formatted(found.width, found.height)
                            + " both width and height.");
        }
        return made;
    }

    private BufferedImage scaled(BufferedImage picture, ResizePlan made) throws IOException {
        BufferedImage part = Incoming.part(picture, made.cut());
        return Resampler.resize(part, made.width(), made.height(), params.correctGamma());
    }

    private BufferedImage retouched(BufferedImage scaled, ResizePlan made) {
        return Retouch.wanted(params)
                ? new Retouch(params, table).apply(scaled, made.x(), made.y())
                : scaled;
    }

    /** The scaled picture on its background, or with its transparency where that is kept. */
    private BufferedImage laidOut(BufferedImage scaled, ResizePlan made) {
        boolean alpha = expected.alpha();
        boolean covers =
                scaled.getWidth() == made.canvasWidth()
                        && scaled.getHeight() == made.canvasHeight();
        boolean asItIs = overlay == null && params.text().all().isEmpty() && params.kind() == null;
        if (covers && !scaled.getColorModel().hasAlpha() && asItIs) {
            return scaled;
        }
        int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var canvas = new BufferedImage(made.canvasWidth(), made.canvasHeight(), type);
        var graphics = canvas.createGraphics();
        graphics.setBackground(alpha ? params.background().awt() : params.background().opaque());
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (alpha) {
            graphics.setComposite(AlphaComposite.Src);
        }
        graphics.drawImage(scaled, made.x(), made.y(), null);
        graphics.dispose();
        return canvas;
    }
}
