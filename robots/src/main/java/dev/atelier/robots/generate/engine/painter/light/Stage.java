package dev.atelier.robots.generate.engine.painter.light;

import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.scene.Camera;
import dev.atelier.robots.generate.engine.painter.scene.Scene;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Subject;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind.Home;
import dev.atelier.robots.generate.engine.painter.scene.Tint;

/**
 * The empty stage of a picture: its size, its horizon, its light and its chance. Places are shares
 * of the width and height, so that one seed gives one composition at every size.
 */
public record Stage(Scene scene, int width, int height, long seed, double horizon, Light light) {

    public static Stage of(Scene scene, int width, int height, long seed) {
        var dice = new Dice(seed ^ 0x5ce7e).fork("layout");
        double horizon = horizonOf(scene, dice);
        return new Stage(scene, width, height, seed, horizon, Lighting.of(scene, dice, horizon));
    }

    private static double horizonOf(Scene scene, Dice dice) {
        double at = dice.chance(0.5) ? dice.range(0.47, 0.56) : dice.range(0.56, 0.68);
        if (scene.has(Setting.CITY) || scene.has(Setting.MOUNTAINS)) {
            at = dice.range(0.56, 0.72);
        }
        if (scene.camera() == Camera.WIDE) {
            at = at + 0.06;
        }
        return scene.camera() == Camera.CLOSE ? at - 0.1 : at;
    }

    /** The row of the horizon. */
    public int horizonRow() {
        return (int) Math.round(horizon * height);
    }

    /** Chance of a named part, independent of all others. */
    public Dice dice(String part) {
        return new Dice(seed).fork(part);
    }

    /** Places across the picture in units of its height, 0 in the middle. */
    public double across(double x) {
        return (x - width * 0.5) / height;
    }

    public boolean has(Setting setting) {
        return scene.has(setting);
    }

    /** True when open water lies before the viewer. */
    public boolean watery() {
        return has(Setting.SEA)
                || has(Setting.LAKE)
                || has(Setting.RIVER)
                || has(Setting.BEACH)
                || waterfront();
    }

    /** True when a city lies at the water's edge because nothing needs firm ground before it. */
    public boolean waterfront() {
        return has(Setting.CITY)
                && scene.settings().size() == 1
                && scene.subjects().stream().noneMatch(s -> s.kind().home == Home.LAND);
    }

    /** True when the moon a prompt asks for is the light of the night itself. */
    public boolean moonlit() {
        return light.dark() > 0.8
                && light.visible()
                && scene.subjects().stream().anyMatch(Stage::plainMoon);
    }

    private static boolean plainMoon(Subject s) {
        return s.kind() == SubjectKind.MOON && s.colour() == Tint.NATURAL && s.count() == 1;
    }
}
