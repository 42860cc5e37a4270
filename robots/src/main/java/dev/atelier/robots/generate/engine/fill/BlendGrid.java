package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

import java.util.Arrays;

/**
 * The equations of the blend on one grid: each cell of the hole tied to its four neighbours, to
 * zero (fidelity, edge of the hole) and to a right-hand side per colour. Solved by over-relaxation,
 * even and odd cells in turn, starting from the solution on a grid of half the size.
 */
final class BlendGrid {
    private static final float RELAXATION = 1.85f;
    private static final int SWEEPS = 50;
    private static final int SMALLEST = 24;
    private static final int BAND = 8192;

    private final int width;
    private final int height;
    private final int[] cellAt;
    private final int evens;

    /** Packed positions; even cells first. */
    final int[] points;

    /** Four per cell (left, up, right, down): the neighbour, or the cell after the last one. */
    final int[] neighbours;

    final float[] ties;

    /** The tie to zero of each cell. */
    final float[] anchors;

    final float[] wanted;

    /** Three per cell, and three zeros. */
    final float[] solution;

    private BlendGrid(int width, int height, int[] cellAt, int[] points, int evens) {
        this.width = width;
        this.height = height;
        this.cellAt = cellAt;
        this.points = points;
        this.evens = evens;
        int cells = points.length;
        neighbours = new int[4 * cells];
        ties = new float[4 * cells];
        anchors = new float[cells];
        wanted = new float[3 * cells];
        solution = new float[3 * cells + 3];
    }

    /** A grid with one cell for each mark, the equations still empty. */
    static BlendGrid of(byte[] marks, int width, int height) {
        int[] counts = new int[2];
        for (int i = 0; i < marks.length; i++) {
            counts[parity(i, width)] += marks[i];
        }
        var points = new int[counts[0] + counts[1]];
        var cellAt = new int[marks.length];
        int[] next = {0, counts[0]};
        for (int i = 0; i < marks.length; i++) {
            cellAt[i] = points.length;
            if (marks[i] != 0) {
                int cell = next[parity(i, width)]++;
                cellAt[i] = cell;
                points[cell] = Point.of(i % width, i / width);
            }
        }
        return new BlendGrid(width, height, cellAt, points, counts[0]);
    }

    private static int parity(int pixel, int width) {
        return (pixel % width + pixel / width) % 2;
    }

    int cells() {
        return points.length;
    }

    /** The cell at a position, or the cell after the last one. */
    int cell(int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < width && y < height;
        return inside ? cellAt[y * width + x] : cells();
    }

    void solve(Bands bands) {
        if (Math.max(width, height) > SMALLEST) {
            BlendGrid coarse = halved();
            coarse.solve(bands);
            for (int cell = 0; cell < cells(); cell++) {
                int from = coarse.parent(points[cell]);
                System.arraycopy(coarse.solution, 3 * from, solution, 3 * cell, 3);
            }
        }
        float[] scales = scales();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            relax(0, evens, scales, bands);
            relax(evens, cells(), scales, bands);
        }
    }

    /** Sums the equations of four cells each; ties span twice the way, so they count half. */
    private BlendGrid halved() {
        int wide = (width + 1) / 2;
        int high = (height + 1) / 2;
        var marks = new byte[wide * high];
        for (int point : points) {
            marks[Point.y(point) / 2 * wide + Point.x(point) / 2] = 1;
        }
        var coarse = of(marks, wide, high);
        Arrays.fill(coarse.neighbours, coarse.cells());
        for (int cell = 0; cell < cells(); cell++) {
            addTo(coarse, cell);
        }
        return coarse;
    }

    private void addTo(BlendGrid coarse, int cell) {
        int to = coarse.parent(points[cell]);
        coarse.anchors[to] += anchors[cell];
        for (int c = 0; c < 3; c++) {
            coarse.wanted[3 * to + c] += wanted[3 * cell + c];
        }
        for (int side = 4 * cell; side < 4 * cell + 4; side++) {
            int neighbour = neighbours[side];
            int other = neighbour < cells() ? coarse.parent(points[neighbour]) : to;
            if (other != to) {
                coarse.neighbours[4 * to + side % 4] = other;
                coarse.ties[4 * to + side % 4] += ties[side] / 2;
            }
        }
    }

    /** The cell that holds a point of the next finer grid. */
    private int parent(int point) {
        return cell(Point.x(point) / 2, Point.y(point) / 2);
    }

    private float[] scales() {
        var scales = new float[cells()];
        for (int cell = 0; cell < scales.length; cell++) {
            int n = 4 * cell;
            scales[cell] =
                    RELAXATION
                            / (anchors[cell] + ties[n] + ties[n + 1] + ties[n + 2] + ties[n + 3]);
        }
        return scales;
    }

    private void relax(int start, int end, float[] scales, Bands bands) {
        bands.forEach(
                (end - start + BAND - 1) / BAND,
                band -> {
                    int from = start + band * BAND;
                    relax(from, Math.min(end, from + BAND), scales);
                });
    }

    private void relax(int start, int end, float[] scales) {
        for (int cell = start; cell < end; cell++) {
            int n = 4 * cell;
            int left = 3 * neighbours[n];
            int up = 3 * neighbours[n + 1];
            int right = 3 * neighbours[n + 2];
            int down = 3 * neighbours[n + 3];
            int v = 3 * cell;
            for (int c = 0; c < 3; c++) {
                float sum =
                        wanted[v + c]
                                + ties[n] * solution[left + c]
                                + ties[n + 1] * solution[up + c]
                                + ties[n + 2] * solution[right + c]
                                + ties[n + 3] * solution[down + c];
                solution[v + c] += scales[cell] * sum - RELAXATION * solution[v + c];
            }
        }
    }
}
