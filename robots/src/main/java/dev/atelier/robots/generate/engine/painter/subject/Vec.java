package dev.atelier.robots.generate.engine.painter.subject;

/** A point or direction in space: x right, y down, z towards the viewer. */
record Vec(double x, double y, double z) {
    Vec plus(Vec o, double k) {
        return new Vec(x + o.x * k, y + o.y * k, z + o.z * k);
    }

    Vec minus(Vec o) {
        return plus(o, -1);
    }

    double dot(Vec o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vec cross(Vec o) {
        return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    Vec unit() {
        double length = Math.max(1e-9, Math.sqrt(dot(this)));
        return new Vec(x / length, y / length, z / length);
    }
}
