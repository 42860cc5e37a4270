package dev.atelier.robots.image;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/**
 * Finds the part of a picture most worth keeping, on a grid of at most 96 cells a side. It is
 * arithmetic on colours and edges: it knows no faces and no objects.
 */
final class Attraction implements Anchor {
    /** What the best place loses at most for lying at the rim instead of in the middle. */
    private static final double RIM = 0.05;

    private final CellGrid grid;
    private final Score score;

    /** How much a part of the grid is worth. */
    interface Score {
        double of(int x, int y, int width, int height);
    }

    private Attraction(CellGrid grid, Score score) {
        this.grid = grid;
        this.score = score;
    }

    static Attraction of(BufferedImage picture, Gravity gravity) {
        CellGrid grid = CellGrid.of(picture);
        return new Attraction(
                grid, gravity == Gravity.ENTROPY ? new Variety(grid) : new Saliency(grid));
    }

    @Override
    public Point2D corner(double width, double height, double partWidth, double partHeight) {
        int across = cells(grid.width(), partWidth / width);
        int down = cells(grid.height(), partHeight / height);
        int roomX = grid.width() - across;
        int roomY = grid.height() - down;
        double best = -1;
        var found = new Point2D.Double(0.5, 0.5);
        for (int y = 0; y <= roomY; y++) {
            for (int x = 0; x <= roomX; x++) {
                double atX = roomX == 0 ? 0.5 : (double) x / roomX;
                double atY = roomY == 0 ? 0.5 : (double) y / roomY;
                double off = Math.max(Math.abs(atX - 0.5), Math.abs(atY - 0.5)) * 2;
                double value = (score.of(x, y, across, down) + 1e-6) * (1 - RIM * off);
                if (value > best) {
                    best = value;
                    found.setLocation(atX, atY);
                }
            }
        }
        return new Point2D.Double(
                found.x * Math.max(0, width - partWidth),
                found.y * Math.max(0, height - partHeight));
    }

    private static int cells(int all, double share) {
        return Math.clamp(Math.round(all * share), 1, all);
    }
}
