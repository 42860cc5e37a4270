package dev.atelier.robots.codec;

/** Three rows of three numbers that turn one triple of light into another. */
@SuppressWarnings("ArrayRecordComponent")
record Matrix3(double[] cells) {
    /** From light as it is to what the cones of an eye see of it, after Bradford. */
    private static final Matrix3 CONES =
            new Matrix3(
                    new double[] {
                        0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296
                    });

    static Matrix3 diagonal(double[] d) {
        return new Matrix3(new double[] {d[0], 0, 0, 0, d[1], 0, 0, 0, d[2]});
    }

    /** Makes one white (X, Y, Z) look like another, as eyes do that get used to it. */
    static Matrix3 adaptation(double[] from, double[] to) {
        double[] seen = CONES.times(from);
        double[] wanted = CONES.times(to);
        double[] gain = {wanted[0] / seen[0], wanted[1] / seen[1], wanted[2] / seen[2]};
        return CONES.inverse().times(diagonal(gain)).times(CONES);
    }

    double at(int row, int column) {
        return cells[3 * row + column];
    }

    double[] times(double[] v) {
        double[] out = new double[3];
        for (int row = 0; row < 3; row++) {
            out[row] = at(row, 0) * v[0] + at(row, 1) * v[1] + at(row, 2) * v[2];
        }
        return out;
    }

    /** What does that, and then this. */
    Matrix3 times(Matrix3 that) {
        double[] out = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                out[i] += at(i / 3, k) * that.at(k, i % 3);
            }
        }
        return new Matrix3(out);
    }

    Matrix3 inverse() {
        double[] c = cells;
        double[] cofactors = {
            c[4] * c[8] - c[5] * c[7], c[2] * c[7] - c[1] * c[8], c[1] * c[5] - c[2] * c[4],
            c[5] * c[6] - c[3] * c[8], c[0] * c[8] - c[2] * c[6], c[2] * c[3] - c[0] * c[5],
            c[3] * c[7] - c[4] * c[6], c[1] * c[6] - c[0] * c[7], c[0] * c[4] - c[1] * c[3]
        };
        double whole = c[0] * cofactors[0] + c[1] * cofactors[3] + c[2] * cofactors[6];
        for (int i = 0; i < 9; i++) {
            cofactors[i] /= whole;
        }
        return new Matrix3(cofactors);
    }
}
