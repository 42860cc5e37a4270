package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Leaves;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.subject.Plants;

/** Rows of trees from the horizon towards the viewer. */
public final class Forest implements Layer {
    private final Stage stage;
    private final Drawing painted;
    private final boolean thick;

    public Forest(Stage stage) {
        this.stage = stage;
        this.thick = stage.has(Setting.FOREST);
        this.painted = new Drawing(stage.width(), stage.height());
        painted.begin("forest");
        plant(painted, 1);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        painted.paint(canvas, from, to);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("forest");
        plant(drawing, 0.3);
    }

    private void plant(Drawing drawing, double detail) {
        var dice = stage.dice("forest");
        boolean firs = dice.chance(0.55) || stage.has(Setting.MOUNTAINS);
        var clearing = new Noise(dice.salt());
        double gap = dice.range(-0.4, 0.4);
        int rows = thick ? 5 : 2;
        var plants = new Plants(drawing, stage.light(), detail);
        for (int row = 0; row < rows; row++) {
            double near = rows == 1 ? 0 : row / (rows - 1.0);
            row(plants, row, near, firs, gap, clearing, detail < 0.5 && !thick ? 2 : 1);
        }
    }

    private void row(
            Plants plants,
            int row,
            double near,
            boolean firs,
            double gap,
            Noise clearing,
            int stride) {
        boolean land = !stage.watery();
        double base =
                stage.horizon() + (land && thick ? 0.02 + 0.2 * near * near : 0.004 + 0.006 * near);
        double tall =
                thick
                        ? (land ? 0.13 + 0.5 * near * near : 0.1 + 0.09 * near)
                        : 0.034 + 0.022 * near;
        double distance = (thick ? 0.58 : 0.5) * (1 - near) + (land ? 0 : 0.12);
        double step = tall * (firs ? 0.15 : 0.26) * (1 + 0.6 * near);
        double half = 0.5 * stage.width() / stage.height() + 0.1;
        int count = (int) (2 * half / step) + 1;
        for (int i = 0; i < count; i += stride) {
            var one = stage.dice("tree" + row).fork(i);
            double u = -half + (i + one.range(-0.45, 0.45)) * step;
            double open = Math.abs(u - gap * (1 - near)) - (thick && land ? 0.06 + 0.42 * near : 0);
            boolean grows = open > 0 && (thick || clearing.sum(u * 1.7 + row * 9, row, 3) > 0.02);
            if (grows) {
                one(plants, one, u, base, tall, distance, firs);
            }
        }
    }

    private void one(
            Plants plants,
            Dice dice,
            double u,
            double base,
            double tall,
            double distance,
            boolean firs) {
        double x = stage.width() * 0.5 + u * stage.height();
        double h = tall * stage.height() * dice.range(0.68, 1.2);
        double foot = (base + dice.range(0, 0.008)) * stage.height();
        var spot = new Plants.Spot(x, foot, h, distance);
        boolean snowy = Leaves.snowy(stage);
        boolean fir = dice.chance(firs ? 0.94 : 0.08);
        Rgb tone = fir ? Leaves.needles(stage) : Leaves.crown(stage);
        Rgb varied = tone.scale(dice.range(0.8, 1.2)).mix(Rgb.of(0xa88a3a), dice.range(0, 0.16));
        if (fir) {
            plants.fir(spot, varied, dice, snowy);
        } else {
            plants.leafy(spot, varied, dice);
        }
    }
}
