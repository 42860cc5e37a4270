package dev.atelier.robots.image;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Photographs in white frames, thrown on a table one after the other. */
final class PolaroidStack {
    private static final double FRAME = 0.06;
    private static final double FOOT = 0.18;
    private static final double MOST_TURN = Math.toRadians(12);
    private static final double JITTER = 0.5;
    private static final int SMALLEST = 4;

    private PolaroidStack() {}

    /** Spread over the result so that they would cover it so many times, side by side. */
    static MergeLayout layout(
            ImageMergeRobot.Params params, List<Dimension> pictures, RandomGenerator chance) {
        int width = params.width() - 2 * params.border();
        int height = params.height() - 2 * params.border();
        if (width < SMALLEST || height < SMALLEST) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_MERGE_FAILURE,
                    "The stack is too small for its border; make it larger.");
        }
        int count = pictures.size();
        double area = params.coverage() * width * height / count;
        int columns = Math.clamp(Math.round(Math.sqrt((double) count * width / height)), 1, count);
        int rows = Math.ceilDiv(count, columns);
        List<Rectangle> places = new ArrayList<>();
        List<Double> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Dimension photo = photo(pictures.get(i), area, width, height);
            double x = (i % columns + 0.5 + jitter(chance)) * width / columns;
            int row = i / columns;
            double y = (row + 0.5 + jitter(chance)) * height / rows;
            places.add(
                    new Rectangle(
                            params.border() + within(x, photo.width, width),
                            params.border() + within(y, photo.height, height),
                            photo.width,
                            photo.height));
            turns.add((2 * chance.nextDouble() - 1) * MOST_TURN);
        }
        var size = new Dimension(params.width(), params.height());
        return new MergeLayout(size, places, true, turns);
    }

    private static double jitter(RandomGenerator chance) {
        return (chance.nextDouble() - 0.5) * JITTER;
    }

    /** Where something of a length begins around a middle, moved so that it does not stick out. */
    private static int within(double middle, int length, int room) {
        double most = Math.max(0, room - length);
        return (int) Math.round(Math.clamp(middle - length / 2.0, 0, most));
    }

    /** The photograph of a card of that area, no larger than there is room for. */
    private static Dimension photo(Dimension picture, double area, int width, int height) {
        double shape = Math.clamp((double) picture.width / picture.height, 0.5, 2);
        double wide = Math.max(1, shape);
        double high = Math.max(1, 1 / shape);
        double cardWide = wide + 2 * FRAME;
        double cardHigh = high + FRAME + FOOT;
        double scale =
                Math.min(
                        Math.sqrt(area / (cardWide * cardHigh)),
                        Math.min(width / cardWide, height / cardHigh));
        return new Dimension(
                (int) Math.max(1, Math.round(wide * scale)),
                (int) Math.max(1, Math.round(high * scale)));
    }

    /** Draws one on those that lie there already. */
    static void draw(BufferedImage photo, Rectangle place, double turn, Graphics2D graphics) {
        int shorter = Math.min(place.width, place.height);
        int frame = (int) Math.max(1, Math.round(shorter * FRAME));
        int foot = (int) Math.max(1, Math.round(shorter * FOOT));
        int left = -place.width / 2;
        int top = -place.height / 2;
        Graphics2D turned = (Graphics2D) graphics.create();
        turned.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        turned.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        turned.translate(place.getCenterX(), place.getCenterY());
        turned.rotate(turn);
        int wide = place.width + 2 * frame;
        int high = place.height + frame + foot;
        turned.setColor(new Color(0, 0, 0, 70));
        turned.fillRect(left - frame + frame / 2, top - frame + frame / 2, wide, high);
        turned.setColor(Color.WHITE);
        turned.fillRect(left - frame, top - frame, wide, high);
        turned.drawImage(photo, left, top, null);
        turned.dispose();
    }
}
