package dev.atelier.robots.image;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Writes words on a picture, their outlines filled and stroked. */
final class TextPainter {
    private final BufferedImage picture;

    TextPainter(BufferedImage picture) {
        this.picture = picture;
    }

    void write(Texts texts) {
        try {
            texts.all().forEach(this::write);
        } catch (RuntimeException | LinkageError | InternalError noFonts) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_ERROR,
                    "The text cannot be drawn: this server has no fonts; install a font package.");
        }
    }

    private void write(Text text) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        var font = new Font(text.font(), Font.PLAIN, text.size());
        List<String> lines = text.text().lines().toList();
        LineMetrics metrics = font.getLineMetrics("Ag", graphics.getFontRenderContext());
        List<GlyphVector> shaped =
                lines.stream().map(line -> shaped(line, font, graphics)).toList();
        double width =
                shaped.stream().mapToDouble(it -> it.getLogicalBounds().getWidth()).max().orElse(0);
        double height = metrics.getHeight() * lines.size();
        double x = text.place().x(picture.getWidth(), width, text.xOffset());
        double y = text.place().y(picture.getHeight(), height, text.yOffset());
        graphics.rotate(Math.toRadians(text.rotate()), x + width / 2, y + height / 2);
        graphics.setColor(text.background().awt());
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
        for (int i = 0; i < shaped.size(); i++) {
            double own = shaped.get(i).getLogicalBounds().getWidth();
            double left = x + text.place().x(width, own, 0);
            double base = y + metrics.getAscent() + i * metrics.getHeight();
            line(text, shaped.get(i).getOutline((float) left, (float) base), graphics);
        }
        graphics.dispose();
    }

    private static GlyphVector shaped(String line, Font font, Graphics2D graphics) {
        char[] letters = line.toCharArray();
        int flags =
                java.text.Bidi.requiresBidi(letters, 0, letters.length)
                        ? Font.LAYOUT_RIGHT_TO_LEFT
                        : Font.LAYOUT_LEFT_TO_RIGHT;
        return font.layoutGlyphVector(
                graphics.getFontRenderContext(), letters, 0, letters.length, flags);
    }

    private static void line(Text text, Shape outline, Graphics2D graphics) {
        if (text.strokeWidth() > 0 && !text.strokeColour().transparent()) {
            graphics.setColor(text.strokeColour().awt());
            graphics.setStroke(
                    new BasicStroke(
                            (float) (2 * text.strokeWidth()),
                            BasicStroke.CAP_ROUND,
                            BasicStroke.JOIN_ROUND));
            graphics.draw(outline);
        }
        graphics.setColor(text.colour().awt());
        graphics.fill(outline);
    }
}
