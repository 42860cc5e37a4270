package dev.atelier.robots.generate.engine.painter;

import dev.atelier.robots.generate.engine.painter.canvas.Hash;
import dev.atelier.robots.generate.engine.painter.scene.Subject;
import dev.atelier.robots.generate.engine.painter.scene.Worded;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a prompt word by word as a scene: the same words always give the same scene. */
public final class PromptReader {
    private static final int WORDS_READ = 400;
    private final Vocabulary vocabulary = new Vocabulary();

    /** Never fails: words it does not know are listed, not refused. */
    public Reading read(String prompt, @Nullable String style) {
        var instruction = Instruction.of(prompt);
        var draft = new Draft();
        scan(split(instruction.shown()), draft);
        if (style != null) {
            scan(split(style), draft);
        }
        draft.end();
        return finish(draft, prompt, instruction.puts());
    }

    private static List<String> split(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i <= lower.length() && words.size() < WORDS_READ; i++) {
            char c = i < lower.length() ? lower.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (!word.isEmpty() && c != '\'') {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    private void scan(List<String> words, Draft draft) {
        int i = 0;
        while (i < words.size()) {
            i += take(words, i, draft);
        }
    }

    private int take(List<String> words, int at, Draft draft) {
        for (int n = Math.min(Vocabulary.LONGEST, words.size() - at); n > 0; n--) {
            var phrase = words.subList(at, at + n);
            Optional<Worded> meaning = meaning(phrase);
            if (meaning.isPresent()) {
                draft.understand(String.join(" ", phrase), meaning.get());
                return n;
            }
        }
        draft.pass(words.get(at));
        return 1;
    }

    private Optional<Worded> meaning(List<String> phrase) {
        var exact = vocabulary.find(String.join(" ", phrase));
        if (exact.isPresent()) {
            return exact;
        }
        var plain = new ArrayList<>(phrase);
        plain.set(plain.size() - 1, vocabulary.plain(plain.getLast()));
        return vocabulary.find(String.join(" ", plain));
    }

    private static Reading finish(Draft draft, String prompt, boolean puts) {
        boolean nothing = draft.understood.isEmpty();
        long mood = Hash.text(String.join(" ", split(prompt)));
        var wanted =
                puts && !draft.subjects.isEmpty()
                        ? Optional.of(draft.subjects.getFirst())
                        : Optional.<Subject>empty();
        return new Reading(draft.scene(nothing, mood), draft.understood, draft.ignored, wanted);
    }
}
