package dev.atelier.robots.generate.engine.painter;

import dev.atelier.core.robot.Bands;
import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Hash;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.scene.Abstraction;
import dev.atelier.robots.generate.engine.painter.scene.Camera;
import dev.atelier.robots.generate.engine.painter.scene.Scene;
import dev.atelier.robots.generate.engine.painter.scene.Season;
import dev.atelier.robots.generate.engine.painter.scene.Style;
import dev.atelier.robots.generate.engine.painter.scene.Subject;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind.Home;
import dev.atelier.robots.generate.engine.painter.scene.TimeOfDay;
import dev.atelier.robots.generate.engine.painter.scene.Tint;
import dev.atelier.robots.generate.engine.painter.scene.Weather;
import dev.atelier.robots.generate.engine.painter.subject.FigureLayer;
import dev.atelier.robots.generate.engine.painter.subject.FigureLayer.Contact;
import dev.atelier.robots.generate.engine.painter.subject.FigureLayer.Place;
import dev.atelier.robots.generate.engine.painter.subject.PlantLayer;
import dev.atelier.robots.generate.engine.painter.subject.Plants;
import dev.atelier.robots.generate.engine.painter.subject.WhaleLayer;

import java.awt.image.BufferedImage;
import java.util.List;

/** Paints a subject into the masked part of an existing picture, lit as its surroundings are. */
public final class SubjectPainter {
    private static final int SMALLEST = 12;
    private static final int BAND = 32;
    private static final Scene EMPTY =
            new Scene(
                    List.of(),
                    TimeOfDay.ANY,
                    Weather.FAIR,
                    Season.ANY,
                    Tint.NATURAL,
                    Style.PAINTED,
                    Camera.NORMAL,
                    List.of(),
                    Abstraction.NONE,
                    0);

    /**
     * Changes only pixels whose mask is 255 (unsigned, from 128 on); the mask has one byte for each
     * pixel, row by row.
     *
     * @return false when nothing was painted, because the mask leaves no room
     */
    public boolean paintInto(
            BufferedImage argbPicture, byte[] mask, Subject subject, long seed, Bands bands) {
        int width = argbPicture.getWidth();
        int height = argbPicture.getHeight();
        if (mask.length != width * height) {
            throw new IllegalArgumentException(
                    "the mask must have %d bytes, got %d".formatted(width * height, mask.length));
        }
        var area = new MaskArea(mask, width, height);
        if (area.width < SMALLEST || area.height < SMALLEST) {
            return false;
        }
        var canvas = copy(argbPicture);
        var around = new Surroundings(canvas, area);
        var layer = layer(subject, Fitting.of(area, subject.kind()), around, canvas, seed);
        int count = (area.height + BAND - 1) / BAND;
        bands.forEach(count, b -> layer.paint(canvas, area.top + b * BAND, end(area, b)));
        bands.forEach(count, b -> merge(argbPicture, canvas, area, b, (int) Hash.mix(seed)));
        return true;
    }

    private static int end(MaskArea area, int band) {
        return area.top + Math.min(area.height, (band + 1) * BAND);
    }

    private static Canvas copy(BufferedImage picture) {
        var canvas = new Canvas(picture.getWidth(), picture.getHeight());
        for (int y = 0; y < canvas.height; y++) {
            for (int x = 0; x < canvas.width; x++) {
                canvas.set(x, y, Rgb.of(picture.getRGB(x, y)));
            }
        }
        return canvas;
    }

    private static Layer layer(
            Subject s, Fitting fit, Surroundings around, Canvas canvas, long seed) {
        Light light = around.light();
        var dice = new Dice(seed).fork("subject " + s.kind());
        int height = canvas.height;
        if (s.kind() == SubjectKind.WHALE) {
            return new WhaleLayer(
                    light, dice, fit.x(), fit.base(), fit.unit(), around.ground(), height);
        }
        if (s.kind() == SubjectKind.TREE
                || s.kind() == SubjectKind.PINE
                || s.kind() == SubjectKind.PALM) {
            var stage = new Stage(EMPTY, canvas.width, height, seed, 0.5, light);
            return new PlantLayer(
                    stage, s, new Plants.Spot(fit.x(), fit.base(), fit.unit(), 0), dice);
        }
        var contact =
                s.kind().home == Home.WATER
                        ? Contact.WATER
                        : s.kind().home == Home.SKY ? Contact.AIR : Contact.LAND;
        var place = new Place(fit.x(), fit.base(), fit.unit(), 0.04, dice.chance(0.5), contact);
        return new FigureLayer(light, s, place, dice, height);
    }

    private static void merge(
            BufferedImage picture, Canvas canvas, MaskArea area, int band, int salt) {
        double soft = Math.max(2, 0.035 * Math.min(area.width, area.height));
        for (int y = area.top + band * BAND; y < end(area, band); y++) {
            for (int x = area.left; x < area.left + area.width; x++) {
                double share = area.inside(x, y, soft);
                int old = picture.getRGB(x, y);
                Rgb painted = canvas.get(x, y);
                if (share > 0 && painted.packed() != (old & 0xffffff)) {
                    double grain = (Hash.cell(x, y, salt) - 0.5) * 0.016;
                    Rgb c = Rgb.of(old).mix(painted.plus(Rgb.WHITE, grain), share);
                    picture.setRGB(x, y, 0xff000000 | c.packed());
                }
            }
        }
    }
}
