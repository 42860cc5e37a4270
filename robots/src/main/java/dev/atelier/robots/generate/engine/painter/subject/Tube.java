package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;

/**
 * A body in space: rings around a bent axis. Every ring has its own reach towards the back, the
 * belly and the sides; places on the skin are given by ring and angle (0 back, half a turn belly).
 */
final class Tube {
    static final int SIDES = 72;
    final int rings;
    private final Vec[][] skin;
    private final Vec[][] normals;

    /** Reaches are back, belly and side, one triple for each ring. */
    Tube(Vec[] axis, Vec[] back, double[][] reach) {
        this.rings = axis.length;
        this.skin = new Vec[rings][SIDES];
        this.normals = new Vec[rings][SIDES];
        for (int i = 0; i < rings; i++) {
            Vec along = axis[Math.min(rings - 1, i + 1)].minus(axis[Math.max(0, i - 1)]).unit();
            Vec up = back[i].plus(along, -back[i].dot(along)).unit();
            Vec side = along.cross(up);
            for (int k = 0; k < SIDES; k++) {
                double turn = k / (double) SIDES;
                double c = Curve.cosWave(turn);
                double s = Curve.wave(turn);
                double r = c > 0 ? reach[i][0] : reach[i][1];
                skin[i][k] = axis[i].plus(up, c * r).plus(side, s * reach[i][2]);
            }
        }
        for (int i = 0; i < rings; i++) {
            for (int k = 0; k < SIDES; k++) {
                normals[i][k] = normal(axis, i, k);
            }
        }
    }

    private Vec normal(Vec[] axis, int i, int k) {
        Vec along = at(Math.min(rings - 1, i + 1), k).minus(at(Math.max(0, i - 1), k));
        Vec around = at(i, k + 1).minus(at(i, k - 1));
        Vec n = along.cross(around).unit();
        return n.dot(at(i, k).minus(axis[i])) < 0 ? new Vec(-n.x(), -n.y(), -n.z()) : n;
    }

    Vec at(int ring, int side) {
        return skin[ring][Math.floorMod(side, SIDES)];
    }

    Vec normal(int ring, int side) {
        return normals[ring][Math.floorMod(side, SIDES)];
    }
}
