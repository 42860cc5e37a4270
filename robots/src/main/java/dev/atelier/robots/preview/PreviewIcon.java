package dev.atelier.robots.preview;

import dev.atelier.robots.meta.FileKind;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * An icon of our own drawing: a sheet or a square in the colour of the kind, with its extension.
 */
final class PreviewIcon {
    private static final int LONGEST_TEXT = 8;
    private static final double SHARE = 0.8;
    private static final double SHEET_WIDTH = 0.74;
    private static final double FOLD = 0.24;
    private static final double TEXT = 0.17;

    private final FilePreviewRobot.Params params;
    private final FileKind kind;
    private final String extension;

    PreviewIcon(FilePreviewRobot.Params params, FileKind kind, String extension) {
        this.params = params;
        this.kind = kind;
        this.extension = extension;
    }

    /** Draws into the middle of the canvas. */
    void draw(BufferedImage canvas) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double side = Math.min(canvas.getWidth(), canvas.getHeight()) * SHARE;
        double top = (canvas.getHeight() - side) / 2;
        double middle = canvas.getWidth() / 2.0;
        switch (params.iconStyle()) {
            case WITH_TEXT -> {
                sheet(graphics, middle - side * SHEET_WIDTH / 2, top, side);
                text(graphics, middle, top + side * 0.86, side * SHEET_WIDTH * 0.86, side * TEXT);
            }
            case SQUARE -> {
                square(graphics, middle - side / 2, top, side);
                text(graphics, middle, top + side * 0.6, side * 0.86, side * TEXT * 1.5);
            }
        }
        graphics.dispose();
    }

    private void sheet(Graphics2D graphics, double left, double top, double height) {
        double width = height * SHEET_WIDTH;
        double fold = height * FOLD;
        var sheet = new Path2D.Double();
        sheet.moveTo(left, top);
        sheet.lineTo(left + width - fold, top);
        sheet.lineTo(left + width, top + fold);
        sheet.lineTo(left + width, top + height);
        sheet.lineTo(left, top + height);
        sheet.closePath();
        graphics.setColor(new Color(0xF1F3F5));
        graphics.fill(sheet);
        graphics.setColor(new Color(0xCED4DA));
        graphics.draw(sheet);
        var corner = new Path2D.Double();
        corner.moveTo(left + width - fold, top);
        corner.lineTo(left + width, top + fold);
        corner.lineTo(left + width - fold, top + fold);
        corner.closePath();
        graphics.setColor(colour().darker());
        graphics.fill(corner);
        graphics.setColor(colour());
        double bar = height * 0.09;
        for (int i = 0; i < 3; i++) {
            double long1 = width * (i == 2 ? 0.4 : 0.64);
            graphics.fill(
                    new RoundRectangle2D.Double(
                            left + width * 0.18,
                            top + height * (0.32 + i * 0.14),
                            long1,
                            bar * 0.7,
                            bar * 0.5,
                            bar * 0.5));
        }
    }

    private void square(Graphics2D graphics, double left, double top, double side) {
        graphics.setColor(colour());
        graphics.fill(new RoundRectangle2D.Double(left, top, side, side, side * 0.16, side * 0.16));
    }

    private void text(
            Graphics2D graphics, double middle, double baseline, double room, double height) {
        if (params.iconTextContent() == FilePreviewRobot.IconText.NONE || extension.isEmpty()) {
            return;
        }
        String word = extension.toUpperCase(Locale.ROOT);
        String shown = word.length() > LONGEST_TEXT ? word.substring(0, LONGEST_TEXT) : word;
        var font = new Font(params.iconTextFont(), Font.BOLD, 1).deriveFont((float) height);
        var vector = font.createGlyphVector(graphics.getFontRenderContext(), shown);
        double width = vector.getLogicalBounds().getWidth();
        double scale = Math.min(1, room / Math.max(1, width));
        graphics.setColor(params.iconTextColor().awt());
        graphics.translate(middle - width * scale / 2, baseline);
        graphics.scale(scale, scale);
        graphics.fill(vector.getOutline());
    }

    private Color colour() {
        return new Color(
                switch (kind) {
                    case IMAGE -> 0x2F9E44;
                    case VIDEO -> 0xE03131;
                    case AUDIO -> 0x7048E8;
                    case DOCUMENT -> 0x1971C2;
                    case WEBPAGE -> 0xE8590C;
                    case ARCHIVE -> 0x846358;
                    case UNKNOWN -> 0x868E96;
                });
    }
}
