package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Leaves;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.scene.Subject;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.Tint;

/** A single tree as a subject of its own. */
public final class PlantLayer implements Layer {
    private final Stage stage;
    private final Subject subject;
    private final Plants.Spot spot;
    private final Dice dice;
    private final Drawing painted;

    public PlantLayer(Stage stage, Subject subject, Plants.Spot spot, Dice dice) {
        this.stage = stage;
        this.subject = subject;
        this.spot = spot;
        this.dice = dice;
        this.painted = new Drawing(stage.width(), stage.height());
        painted.begin("tree");
        grow(painted, 1);
    }

    private void grow(Drawing drawing, double detail) {
        var plants = new Plants(drawing, stage.light(), detail);
        boolean natural = subject.colour() == Tint.NATURAL;
        Rgb tint = Rgb.of(subject.colour().rgb);
        if (subject.kind() == SubjectKind.PINE) {
            plants.fir(
                    spot,
                    natural ? Leaves.needles(stage) : tint,
                    dice.fork("pine"),
                    Leaves.snowy(stage));
        } else if (subject.kind() == SubjectKind.PALM) {
            plants.palm(spot, natural ? Rgb.of(0x5f8a3c) : tint, dice.fork("palm"));
        } else {
            plants.leafy(spot, natural ? Leaves.crown(stage) : tint, dice.fork("tree"));
        }
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        double rx = spot.height() * 0.26;
        double ry = spot.height() * 0.03 + 1;
        double cx = spot.x() - stage.light().dx() * rx * 0.7;
        Rgb dark = stage.light().ambient().scale(0.25);
        for (int y = (int) Math.max(from, spot.y() - ry * 2);
                y < Math.min(to, spot.y() + ry * 3);
                y++) {
            for (int x = (int) Math.max(0, cx - rx * 2);
                    x < Math.min(canvas.width, cx + rx * 2);
                    x++) {
                double dx = (x - cx) / rx;
                double dy = (y - spot.y() - ry * 0.3) / ry;
                canvas.blend(x, y, dark, 0.5 * Curve.decay((dx * dx + dy * dy) * 1.4));
            }
        }
        painted.paint(canvas, from, to);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("tree");
        grow(drawing, subject.count() > 3 ? 0.3 : 0.45);
    }
}
