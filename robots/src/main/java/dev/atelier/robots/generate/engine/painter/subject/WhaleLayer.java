package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.canvas.Tile;
import dev.atelier.robots.generate.engine.painter.light.Light;

/** A whale in a scene's water, with its reflection. */
public final class WhaleLayer implements Layer {
    private final Whale whale;
    private final Tile whole;
    private final Reflection reflection;

    public WhaleLayer(
            Light light, Dice dice, double x, double base, double unit, Rgb water, int height) {
        this.whale = new Whale(light, dice, x, base, unit, water);
        double k = Tile.reduction(unit);
        var small = new Whale(light, dice, x / k, base / k, unit / k, water);
        var body = small.body();
        this.whole = small.whole(body).enlarged(k);
        this.reflection =
                new Reflection(body.enlarged(k), base + 0.02 * unit, height, dice.salt(), 0.5);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        reflection.paint(canvas, from, to);
        whole.onto(canvas, from, to);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("whale");
        whale.draw(drawing);
    }
}
