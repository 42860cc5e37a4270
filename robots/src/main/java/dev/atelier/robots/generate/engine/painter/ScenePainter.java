package dev.atelier.robots.generate.engine.painter;

import dev.atelier.core.robot.Bands;
import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.SvgWriter;
import dev.atelier.robots.generate.engine.painter.land.Cast;
import dev.atelier.robots.generate.engine.painter.land.City;
import dev.atelier.robots.generate.engine.painter.land.Clouds;
import dev.atelier.robots.generate.engine.painter.land.Finish;
import dev.atelier.robots.generate.engine.painter.land.Forest;
import dev.atelier.robots.generate.engine.painter.land.Ground;
import dev.atelier.robots.generate.engine.painter.land.Lightning;
import dev.atelier.robots.generate.engine.painter.land.Ridges;
import dev.atelier.robots.generate.engine.painter.land.Shore;
import dev.atelier.robots.generate.engine.painter.land.Sky;
import dev.atelier.robots.generate.engine.painter.land.Tufts;
import dev.atelier.robots.generate.engine.painter.land.Veil;
import dev.atelier.robots.generate.engine.painter.land.Water;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.pattern.Abstracts;
import dev.atelier.robots.generate.engine.painter.scene.Scene;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Style;
import dev.atelier.robots.generate.engine.painter.scene.Weather;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Paints a scene as pixels or writes it as an SVG; the seed chooses among its compositions. */
public final class ScenePainter {
    private static final int BAND = 32;

    /** The picture as TYPE_INT_RGB; equal input gives equal pixels, whatever the bands do. */
    public BufferedImage paint(Scene scene, int width, int height, long seed, Bands bands) {
        var canvas = new Canvas(width, height);
        int count = (height + BAND - 1) / BAND;
        if (scene.style() == Style.FLAT) {
            var drawing = drawing(scene, width, height, seed);
            bands.forEach(count, b -> drawing.paint(canvas, b * BAND, end(b, height)));
        } else {
            for (Layer layer : layers(scene, width, height, seed)) {
                bands.forEach(count, b -> layer.paint(canvas, b * BAND, end(b, height)));
            }
        }
        var finish = new Finish(scene.style(), seed);
        bands.forEach(count, b -> finish.paint(canvas, b * BAND, end(b, height)));
        return canvas.image();
    }

    /** The same composition as shapes; {@code metadataXml} must be well-formed. */
    public String svg(
            Scene scene, int width, int height, long seed, String title, String metadataXml) {
        var drawing = drawing(scene, width, height, seed);
        return new SvgWriter().write(drawing, title, title, metadataXml);
    }

    private static int end(int band, int height) {
        return Math.min(height, (band + 1) * BAND);
    }

    private static Drawing drawing(Scene scene, int width, int height, long seed) {
        var drawing = new Drawing(width, height);
        layers(scene, width, height, seed).forEach(layer -> layer.draw(drawing));
        return drawing;
    }

    private static List<Layer> layers(Scene scene, int width, int height, long seed) {
        if (scene.patterned()) {
            return List.of(new Abstracts(scene, width, height, seed));
        }
        return layers(Stage.of(scene, width, height, seed));
    }

    private static List<Layer> layers(Stage stage) {
        var layers = new ArrayList<Layer>();
        var shore = new Shore(stage);
        layers.add(new Sky(stage));
        layers.add(new Clouds(stage));
        if (stage.scene().weather() == Weather.STORM) {
            layers.add(new Lightning(stage));
        }
        layers.add(new Ground(stage, shore));
        layers.addAll(Ridges.of(stage));
        if (stage.has(Setting.CITY)) {
            layers.add(new City(stage));
        }
        boolean open =
                stage.has(Setting.SEA) || stage.has(Setting.DESERT) || stage.has(Setting.CITY);
        if (stage.has(Setting.FOREST) || !open) {
            layers.add(new Forest(stage));
        }
        var cast = new Cast(stage, shore);
        layers.addAll(cast.inSky());
        if (!shore.dry()) {
            layers.add(new Water(stage, shore));
        }
        if (Tufts.grows(stage)) {
            layers.add(new Tufts(stage, shore));
        }
        layers.addAll(cast.below());
        layers.add(new Veil(stage));
        return layers;
    }
}
