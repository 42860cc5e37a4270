package dev.atelier.robots.generate.engine.painter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an instruction such as "Replace the masked area with a whale. Keep the rest." asks to show:
 * the part that describes, without the parts that only say what to keep or take away.
 */
record Instruction(String shown, boolean puts) {
    private static final List<String> KEEPING =
            List.of("keep", "leave", "preserve", "do not", "don't", "dont", "maintain", "match");
    private static final List<String> REMOVING = List.of("remove", "erase", "delete", "clear the");
    private static final List<String> PUTTING =
            List.of(
                    "replace",
                    "add",
                    "put",
                    "place",
                    "insert",
                    "draw",
                    "paint",
                    "change",
                    "turn",
                    "fill",
                    "swap",
                    "exchange",
                    "create",
                    "generate",
                    "make",
                    "show");
    private static final List<String> HINGES = List.of(" with ", " by ", " into ", " to ");
    private static final List<String> TALK =
            List.of(
                    "masked area",
                    "masked region",
                    "mask",
                    "rest of the image",
                    "this image",
                    "the image",
                    "the picture",
                    "the photo");

    static Instruction of(String prompt) {
        String text = prompt.length() > 10_000 ? prompt.substring(0, 10_000) : prompt;
        var shown = new ArrayList<String>();
        boolean puts = false;
        for (String sentence : sentences(text.toLowerCase(Locale.ROOT))) {
            String verb = sentence.strip().replaceFirst("^please\\s+", "");
            boolean removes = starts(verb, REMOVING);
            if (!removes && !starts(verb, KEEPING)) {
                shown.add(withoutTalk(described(verb)));
                puts = true;
            }
        }
        return new Instruction(String.join(". ", shown), puts);
    }

    private static List<String> sentences(String text) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.' || c == ';' || c == '!' || c == '\n') {
                parts.add(text.substring(from, Math.min(i, text.length())));
                from = i + 1;
            }
        }
        return parts.stream().filter(p -> !p.isBlank()).toList();
    }

    private static boolean starts(String sentence, List<String> verbs) {
        return verbs.stream().anyMatch(v -> sentence.startsWith(v + " "));
    }

    private static String described(String sentence) {
        boolean swaps =
                starts(sentence, List.of("replace", "change", "turn", "fill", "swap", "exchange"));
        if (!swaps) {
            String verb =
                    PUTTING.stream()
                            .filter(v -> sentence.startsWith(v + " "))
                            .findFirst()
                            .orElse("");
            return sentence.substring(verb.length());
        }
        for (String hinge : HINGES) {
            int at = sentence.indexOf(hinge);
            if (at >= 0) {
                return sentence.substring(at + hinge.length());
            }
        }
        return sentence;
    }

    private static String withoutTalk(String sentence) {
        String left = sentence;
        for (String talk : TALK) {
            left = left.replace(talk, " ");
        }
        return left;
    }
}
