package dev.atelier.robots.generate.engine.painter;

import dev.atelier.robots.generate.engine.painter.scene.Abstraction;
import dev.atelier.robots.generate.engine.painter.scene.Camera;
import dev.atelier.robots.generate.engine.painter.scene.Relation;
import dev.atelier.robots.generate.engine.painter.scene.Season;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Size;
import dev.atelier.robots.generate.engine.painter.scene.Style;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.TimeOfDay;
import dev.atelier.robots.generate.engine.painter.scene.Tint;
import dev.atelier.robots.generate.engine.painter.scene.Weather;
import dev.atelier.robots.generate.engine.painter.scene.Worded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every word and phrase the painter knows, and the plain forms of plurals. */
final class Vocabulary {
    static final int LONGEST = 3;

    private static final Map<String, String> ODD_PLURALS =
            Map.ofEntries(
                    Map.entry("people", "person"), Map.entry("men", "man"),
                    Map.entry("women", "woman"), Map.entry("children", "child"),
                    Map.entry("wolves", "wolf"), Map.entry("leaves", "leaf"),
                    Map.entry("geese", "goose"), Map.entry("skies", "sky"),
                    Map.entry("grass", "grass"), Map.entry("canvas", "canvas"),
                    Map.entry("foxes", "fox"), Map.entry("beaches", "beach"),
                    Map.entry("circus", "circus"), Map.entry("its", "its"));

    static final Map<String, Integer> COUNTS =
            Map.ofEntries(
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10),
                    Map.entry("eleven", 11),
                    Map.entry("twelve", 12),
                    Map.entry("pair", 2),
                    Map.entry("couple", 2),
                    Map.entry("few", 3),
                    Map.entry("several", 4),
                    Map.entry("some", 3),
                    Map.entry("many", 7),
                    Map.entry("flock", 7),
                    Map.entry("herd", 5),
                    Map.entry("dozen", 12),
                    Map.entry("group", 4),
                    Map.entry("fleet", 5));

    static final Set<String> NEGATIONS = Set.of("no", "without", "not", "never", "minus");

    /** Words that carry no picture: articles, small words and the talk of instructions. */
    static final Set<String> SMALL =
            Set.of(
                    "a", "an", "the", "of", "in", "on", "at", "with", "and", "or", "to", "is",
                    "are", "it", "its", "by", "from", "into", "for", "this", "that", "over", "one",
                    "there", "as", "be", "through", "under", "above", "near", "next", "any",
                    "during", "around", "across", "along");

    private final Map<String, Worded> known = new HashMap<>();

    Vocabulary() {
        List<Worded[]> tables =
                List.of(
                        Setting.values(),
                        TimeOfDay.values(),
                        Weather.values(),
                        Season.values(),
                        Style.values(),
                        Camera.values(),
                        Size.values(),
                        Relation.values(),
                        Abstraction.values(),
                        Tint.values(),
                        SubjectKind.values());
        for (Worded[] table : tables) {
            for (Worded value : table) {
                value.words().forEach(word -> known.put(word, value));
            }
        }
    }

    Optional<Worded> find(String phrase) {
        return Optional.ofNullable(known.get(phrase));
    }

    /** The singular of a word, as far as a few rules go. */
    String plain(String word) {
        String odd = ODD_PLURALS.get(word);
        if (odd != null) {
            return odd;
        }
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")) {
            return word.substring(0, word.length() - 1);
        }
        return word;
    }
}
