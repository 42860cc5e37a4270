package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/**
 * What a picture shows, as plain data that any JSON mapper can write. {@code mood} is the hash of
 * the words of an abstract picture, so that different prompts give different pictures.
 */
public record Scene(
        List<Setting> settings,
        TimeOfDay time,
        Weather weather,
        Season season,
        Tint palette,
        Style style,
        Camera camera,
        List<Subject> subjects,
        Abstraction abstraction,
        long mood) {
    public Scene {
        settings = List.copyOf(settings);
        subjects = List.copyOf(subjects);
    }

    public boolean has(Setting setting) {
        return settings.contains(setting);
    }

    /** True for a picture without any scene. */
    public boolean patterned() {
        return abstraction != Abstraction.NONE;
    }

    public Scene in(Style other) {
        return new Scene(
                settings,
                time,
                weather,
                season,
                palette,
                other,
                camera,
                subjects,
                abstraction,
                mood);
    }
}
