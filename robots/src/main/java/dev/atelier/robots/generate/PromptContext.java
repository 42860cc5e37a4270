package dev.atelier.robots.generate;

import dev.atelier.core.assembly.AssemblyFile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words put before the prompt for a model that gets its pictures as a plain list, so that the
 * prompt can speak of files by name. Names are quoted and stripped of line breaks: they come from
 * strangers.
 */
final class PromptContext {
    private static final int LONGEST_NAME = 120;

    private PromptContext() {}

    /**
     * Empty when there are no files or the model is handed each one for its role.
     *
     * @param masked whether a part of the image has to stay as it is
     * @param maskShown whether a mask is given as one more picture
     */
    static Optional<String> of(Model model, Roles roles, boolean masked, boolean maskShown) {
        if (!model.infersRoles() || (!maskShown && roles.references().isEmpty())) {
            return Optional.empty();
        }
        var lines = new ArrayList<String>();
        if (roles.image() != null) {
            lines.add(line(lines, roles.image(), "the image to change"));
        }
        if (masked && maskShown) {
            lines.add(mask(lines, roles));
        }
        for (Roles.Reference reference : roles.references()) {
            lines.add(line(lines, reference.file(), quoted(reference.label())));
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("The pictures given, in order:\n" + String.join("\n", lines));
    }

    private static String mask(List<String> before, Roles roles) {
        String purpose = "the mask, white where to change";
        return roles.mask() == null
                ? "%d. %s".formatted(before.size() + 1, purpose)
                : line(before, roles.mask(), purpose);
    }

    private static String line(List<String> before, AssemblyFile file, String purpose) {
        String field = file.field() == null ? "" : ", field " + quoted(file.field());
        return "%d. %s (%s%s): %s"
                .formatted(before.size() + 1, quoted(file.name()), file.mime(), field, purpose);
    }

    private static String quoted(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\"\\u2028\\u2029]+", " ");
        return '"' + plain.substring(0, Math.min(plain.length(), LONGEST_NAME)) + '"';
    }
}
