package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.scene.Camera;
import dev.atelier.robots.generate.engine.painter.scene.Relation;
import dev.atelier.robots.generate.engine.painter.scene.Size;
import dev.atelier.robots.generate.engine.painter.scene.Subject;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind.Home;
import dev.atelier.robots.generate.engine.painter.subject.FigureLayer;
import dev.atelier.robots.generate.engine.painter.subject.FigureLayer.Contact;
import dev.atelier.robots.generate.engine.painter.subject.FigureLayer.Place;
import dev.atelier.robots.generate.engine.painter.subject.PlantLayer;
import dev.atelier.robots.generate.engine.painter.subject.Plants;
import dev.atelier.robots.generate.engine.painter.subject.WhaleLayer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gives every subject of a scene its place on water, on land or in the sky: far ones first. */
public final class Cast {
    private record Entry(double base, Layer layer) {}

    private final Stage stage;
    private final Shore shore;

    public Cast(Stage stage, Shore shore) {
        this.stage = stage;
        this.shore = shore;
    }

    /** What flies; the water is painted later and mirrors it. */
    public List<Layer> inSky() {
        return entries(true);
    }

    /** What stands or swims. */
    public List<Layer> below() {
        return entries(false);
    }

    private List<Layer> entries(boolean sky) {
        var entries = new ArrayList<Entry>();
        var subjects = stage.scene().subjects();
        for (int i = 0; i < subjects.size(); i++) {
            Subject s = subjects.get(i);
            boolean shining = s.kind() == SubjectKind.MOON && stage.moonlit();
            if ((s.kind().home == Home.SKY) == sky && !shining) {
                for (int k = 0; k < s.count(); k++) {
                    entries.add(entry(s, i, k, subjects.size()));
                }
            }
        }
        return entries.stream()
                .sorted(Comparator.comparingDouble(Entry::base))
                .map(Entry::layer)
                .toList();
    }

    private Entry entry(Subject s, int number, int copy, int all) {
        Dice dice = stage.dice("subject " + s.kind()).fork(number * 16 + copy);
        double share = share(s.relation(), dice, number, copy, all, s.count());
        double x = stage.width() * share;
        return s.kind().home == Home.SKY ? flying(s, dice, x) : standing(s, dice, x);
    }

    private static double share(Relation r, Dice dice, int number, int copy, int all, int count) {
        double spread = count > 1 ? (copy + dice.range(0.2, 0.8)) / count : dice.range(0.34, 0.66);
        if (all > 1 && count == 1) {
            spread = (number + dice.range(0.35, 0.65)) / all;
        }
        return switch (r) {
            case LEFT -> 0.1 + 0.25 * spread;
            case RIGHT -> 0.65 + 0.25 * spread;
            case CENTRE -> count > 1 ? 0.3 + 0.4 * spread : 0.5;
            case ANYWHERE, NEAR, FAR -> 0.08 + 0.84 * spread;
        };
    }

    private double scale(Subject s) {
        double size = s.size() == Size.SMALL ? 0.55 : s.size() == Size.LARGE ? 1.6 : 1;
        double close =
                stage.scene().camera() == Camera.CLOSE
                        ? 1.55
                        : stage.scene().camera() == Camera.WIDE ? 0.72 : 1;
        return s.kind().height * size * close * stage.height();
    }

    private Entry flying(Subject s, Dice dice, double x) {
        boolean moon = s.kind() == SubjectKind.MOON;
        double depth = moon ? 0.5 : dice.next();
        double unit = scale(s) * (moon ? 1 : (s.count() > 1 ? 0.5 + 0.8 * depth : 1));
        double sky = stage.horizonRow();
        double base = Math.max(unit * 1.12, sky * dice.range(0.3, 0.85) + unit * 0.3);
        double distance = moon ? 0.02 : 0.3 * (1 - depth);
        var place = new Place(x, base, unit, distance, dice.chance(0.5), Contact.AIR);
        return new Entry(unit, new FigureLayer(stage.light(), s, place, dice, stage.height()));
    }

    private Entry standing(Subject s, Dice dice, double x) {
        double h = stage.horizonRow();
        double deep = stage.height() - h;
        boolean afloat = s.kind().home == Home.WATER;
        double p = dice.range(0.3, 0.5);
        if (s.relation() == Relation.FAR) {
            p = dice.range(0.04, 0.12);
        } else if (s.relation() == Relation.NEAR) {
            p = dice.range(0.62, 0.75);
        }
        if (s.kind() == SubjectKind.CASTLE
                || s.kind() == SubjectKind.HOUSE
                || s.kind() == SubjectKind.LIGHTHOUSE) {
            p *= 0.5;
        }
        if (s.count() > 1) {
            p = Math.max(0.06, p + dice.range(-0.2, 0.2));
        }
        p = settle(x, p, afloat, h, deep);
        double base = h + p * deep;
        boolean alone = stage.scene().subjects().size() == 1 && s.count() == 1;
        double lead = alone && s.kind().height < 0.3 ? 1.35 : 1;
        double unit = scale(s) * (0.42 + 1.45 * p) * lead;
        double distance = 0.34 * Math.max(0, 0.35 - p) / 0.35;
        return new Entry(base, layer(s, dice, x, base, unit, distance));
    }

    private double settle(double x, double wish, boolean afloat, double h, double deep) {
        if (shore.dry()) {
            return wish;
        }
        for (int i = 0; i < 20; i++) {
            double p = afloat ? Math.max(0.03, wish - i * 0.025) : Math.min(0.97, wish + i * 0.035);
            if ((shore.inside(x, h + p * deep) > 0.004) == afloat) {
                return p;
            }
        }
        return afloat ? Math.max(0.1, wish * 0.5) : 0.96;
    }

    private Layer layer(Subject s, Dice dice, double x, double base, double unit, double distance) {
        return switch (s.kind()) {
            case WHALE -> {
                Rgb water = Rgb.of(0x1d5a74).times(stage.light().ground());
                yield new WhaleLayer(stage.light(), dice, x, base, unit, water, stage.height());
            }
            case TREE, PINE, PALM ->
                    new PlantLayer(stage, s, new Plants.Spot(x, base, unit, distance), dice);
            case SAILING_BOAT,
                    BOAT,
                    LIGHTHOUSE,
                    HOUSE,
                    CASTLE,
                    BIRD,
                    DEER,
                    HORSE,
                    FOX,
                    CAT,
                    PERSON,
                    BALLOON,
                    MOON,
                    BICYCLE -> {
                boolean wet = !shore.dry() && shore.inside(x, base) > 0;
                var contact = wet ? Contact.WATER : Contact.LAND;
                var place = new Place(x, base, unit, distance, dice.chance(0.5), contact);
                yield new FigureLayer(stage.light(), s, place, dice, stage.height());
            }
        };
    }
}
