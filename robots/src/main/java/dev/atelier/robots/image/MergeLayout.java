package dev.atelier.robots.image;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where each picture lies on a merged picture.
 *
 * @param places one a picture, in order
 * @param filled whether pictures fill their place and are cut, or fit into it
 * @param turns for a stack of photographs, by how much each is turned, clockwise in radians
 */
record MergeLayout(Dimension size, List<Rectangle> places, boolean filled, List<Double> turns) {

    /**
     * @param chance scatters what is to be scattered
     */
    static MergeLayout of(
            ImageMergeRobot.Params params, List<Dimension> pictures, RandomGenerator chance) {
        if (params.effect() != null) {
            return switch (params.effect()) {
                case MOSAIC -> mosaic(params, pictures);
                case POLAROID_STACK -> PolaroidStack.layout(params, pictures, chance);
            };
        }
        return switch (params.direction()) {
            case HORIZONTAL -> row(pictures, params.border());
            case VERTICAL -> column(pictures, params.border());
            case GRID -> grid(params, pictures);
        };
    }

    private static MergeLayout row(List<Dimension> pictures, int gap) {
        List<Rectangle> places = new ArrayList<>();
        long x = 0;
        int height = 0;
        for (Dimension each : pictures) {
            places.add(new Rectangle(new java.awt.Point(side(x), 0), each));
            x += each.width + gap;
            height = Math.max(height, each.height);
        }
        return new MergeLayout(new Dimension(side(x - gap), height), places, false, List.of());
    }

    private static MergeLayout column(List<Dimension> pictures, int gap) {
        List<Rectangle> places = new ArrayList<>();
        long y = 0;
        int width = 0;
        for (Dimension each : pictures) {
            places.add(new Rectangle(new java.awt.Point(0, side(y)), each));
            y += each.height + gap;
            width = Math.max(width, each.width);
        }
        return new MergeLayout(new Dimension(width, side(y - gap)), places, false, List.of());
    }

    private static MergeLayout grid(ImageMergeRobot.Params params, List<Dimension> pictures) {
        int count = pictures.size();
        int columns = sideOf(count, params.columns(), params.rows());
        int rows = params.rows() == null ? upTo(count, columns) : params.rows();
        if ((long) columns * rows < count) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_MERGE_FAILURE,
                    "A grid of %d×%d has no room for %d pictures; leave out columns or rows."
                            .formatted(columns, rows, count));
        }
        int widest = pictures.stream().mapToInt(it -> it.width).max().orElse(1);
        int highest = pictures.stream().mapToInt(it -> it.height).max().orElse(1);
        int width = params.cellWidth() == null ? widest : params.cellWidth();
        int height = params.cellHeight() == null ? highest : params.cellHeight();
        int gap = params.border();
        List<Rectangle> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int x = side((i % columns) * (long) (width + gap));
            int y = side((i / columns) * (long) (height + gap));
            places.add(new Rectangle(x, y, width, height));
        }
        var size =
                new Dimension(
                        side(columns * (long) (width + gap) - gap),
                        side(rows * (long) (height + gap) - gap));
        return new MergeLayout(size, places, false, List.of());
    }

    private static int sideOf(int count, @Nullable Integer columns, @Nullable Integer rows) {
        if (columns != null) {
            return columns;
        }
        return rows != null ? upTo(count, rows) : (int) Math.ceil(Math.sqrt(count));
    }

    private static int upTo(int count, int each) {
        return (count + each - 1) / each;
    }

    /** Rows as wide as the result, as many as keep the pictures closest to their own shape. */
    private static MergeLayout mosaic(ImageMergeRobot.Params params, List<Dimension> pictures) {
        int gap = params.border();
        int width = params.width() - 2 * gap;
        int height = params.height() - 2 * gap;
        double shapes = pictures.stream().mapToDouble(MergeLayout::shape).sum();
        int wanted = (int) Math.round(Math.sqrt(shapes * height / Math.max(1.0, width)));
        int rows = Math.clamp(wanted, 1, pictures.size());
        List<Rectangle> places = new ArrayList<>();
        int next = 0;
        for (int row = 0; row < rows; row++) {
            int end = next + (pictures.size() - next) / (rows - row);
            int top = gap + row * (height + gap) / rows;
            int bottom = (row + 1) * (height + gap) / rows;
            places.addAll(across(pictures.subList(next, end), width, top, bottom, gap));
            next = end;
        }
        return new MergeLayout(
                new Dimension(params.width(), params.height()), places, true, List.of());
    }

    private static List<Rectangle> across(
            List<Dimension> pictures, int width, int top, int bottom, int gap) {
        double shapes = pictures.stream().mapToDouble(MergeLayout::shape).sum();
        int room = width - gap * (pictures.size() - 1);
        if (room < pictures.size() || bottom <= top) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_MERGE_FAILURE,
                    "The mosaic is too small for its pictures and border; make it larger.");
        }
        List<Rectangle> places = new ArrayList<>();
        double done = 0;
        for (int i = 0; i < pictures.size(); i++) {
            int left = (int) Math.round(room * done / shapes);
            done += shape(pictures.get(i));
            int right = (int) Math.round(room * done / shapes);
            places.add(
                    new Rectangle(
                            gap + left + i * gap, top, Math.max(1, right - left), bottom - top));
        }
        return places;
    }

    private static double shape(Dimension picture) {
        return Math.clamp((double) picture.width / picture.height, 0.2, 5);
    }

    private static int side(long pixels) {
        return (int) Math.min(pixels, Integer.MAX_VALUE);
    }
}
