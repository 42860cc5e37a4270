package dev.atelier.robots.generate.engine.painter;

import dev.atelier.robots.generate.engine.painter.canvas.Hash;
import dev.atelier.robots.generate.engine.painter.scene.Abstraction;
import dev.atelier.robots.generate.engine.painter.scene.Camera;
import dev.atelier.robots.generate.engine.painter.scene.Relation;
import dev.atelier.robots.generate.engine.painter.scene.Scene;
import dev.atelier.robots.generate.engine.painter.scene.Season;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Size;
import dev.atelier.robots.generate.engine.painter.scene.Style;
import dev.atelier.robots.generate.engine.painter.scene.Subject;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.TimeOfDay;
import dev.atelier.robots.generate.engine.painter.scene.Tint;
import dev.atelier.robots.generate.engine.painter.scene.Weather;
import dev.atelier.robots.generate.engine.painter.scene.Worded;

import java.util.ArrayList;
import java.util.List;

/** What was gathered from the words so far. */
final class Draft {
    final List<String> understood = new ArrayList<>();
    final List<String> ignored = new ArrayList<>();
    final List<Setting> settings = new ArrayList<>();
    final List<Subject> subjects = new ArrayList<>();
    TimeOfDay time = TimeOfDay.ANY;
    Weather weather = Weather.FAIR;
    Season season = Season.ANY;
    Style style = Style.PAINTED;
    Camera camera = Camera.NORMAL;
    Abstraction abstraction = Abstraction.NONE;
    Tint palette = Tint.NATURAL;
    private Tint tint = Tint.NATURAL;
    private Size size = Size.USUAL;
    private int count = 1;
    private boolean negated;
    private Relation pending = Relation.ANYWHERE;

    void pass(String word) {
        Integer number = Vocabulary.COUNTS.get(word);
        if (Vocabulary.NEGATIONS.contains(word)) {
            negated = true;
        } else if (number != null) {
            count = number;
        } else if (word.length() < 3 && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            count = Math.clamp(Integer.parseInt(word), 1, 12);
        } else if (!Vocabulary.SMALL.contains(word) && !ignored.contains(word)) {
            ignored.add(word);
        }
    }

    void understand(String phrase, Worded meaning) {
        String said = negated ? "no " + phrase : phrase;
        if (!understood.contains(said)) {
            understood.add(said);
        }
        if (negated) {
            forget(meaning);
        } else {
            keep(meaning);
        }
    }

    private void forget(Worded meaning) {
        negated = false;
        if (meaning == Weather.CLOUDY) {
            weather = Weather.CLEAR;
        } else if (meaning == weather) {
            weather = Weather.FAIR;
        }
        settings.remove(meaning);
        subjects.removeIf(s -> s.kind() == meaning);
    }

    private void keep(Worded meaning) {
        switch (meaning) {
            case Setting s -> {
                paletteFromTint();
                if (!settings.contains(s)) {
                    settings.add(s);
                }
            }
            case TimeOfDay t -> time = t;
            case Weather w -> weather = w;
            case Season s -> season = s;
            case Style s -> style = s;
            case Camera c -> camera = c;
            case Abstraction a -> {
                paletteFromTint();
                abstraction = abstraction == Abstraction.NONE ? a : abstraction;
            }
            case Size s -> size = s;
            case Tint t -> {
                paletteFromTint();
                tint = t;
            }
            case Relation r -> relate(r);
            case SubjectKind k -> add(k);
            default -> throw new IllegalStateException(meaning.toString());
        }
    }

    private void paletteFromTint() {
        palette = tint == Tint.NATURAL ? palette : tint;
        tint = Tint.NATURAL;
    }

    private void relate(Relation relation) {
        if (subjects.isEmpty()) {
            pending = relation;
        } else {
            subjects.set(subjects.size() - 1, subjects.getLast().at(relation));
        }
    }

    private void add(SubjectKind kind) {
        var subject = new Subject(kind, count, tint, size, pending);
        boolean same = subjects.stream().anyMatch(s -> s.kind() == kind && s.equals(subject));
        if (!same && subjects.size() < 8) {
            subjects.add(subject);
        }
        count = 1;
        tint = Tint.NATURAL;
        size = Size.USUAL;
        pending = Relation.ANYWHERE;
    }

    void end() {
        paletteFromTint();
    }

    Scene scene(boolean nothing, long mood) {
        var kinds = Abstraction.values();
        settle();
        boolean plain = settings.isEmpty() && subjects.isEmpty();
        var shown = plain ? abstraction : Abstraction.NONE;
        if (nothing) {
            shown = kinds[1 + (int) Long.remainderUnsigned(Hash.mix(mood), kinds.length - 1)];
        }
        return new Scene(
                settings, time, weather, season, palette, style, camera, subjects, shown, mood);
    }

    private void settle() {
        boolean water =
                settings.stream()
                        .anyMatch(s ->
                                s == Setting.SEA
                                        || s == Setting.LAKE
                                        || s == Setting.RIVER
                                        || s == Setting.BEACH);
        for (Subject subject : subjects) {
            boolean swims = subject.kind().home == SubjectKind.Home.WATER;
            if (swims && !water) {
                boolean boat = subject.kind() == SubjectKind.BOAT || !settings.isEmpty();
                settings.add(
                        boat && subject.kind() != SubjectKind.WHALE ? Setting.LAKE : Setting.SEA);
                water = true;
            }
            if (subject.kind() == SubjectKind.LIGHTHOUSE && settings.isEmpty()) {
                settings.add(Setting.SEA);
                water = true;
            }
        }
    }
}
