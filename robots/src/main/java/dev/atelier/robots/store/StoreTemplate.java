package dev.atelier.robots.store;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.robot.RobotContext;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path or address with variables. What a variable brings in is one part of it and nothing more:
 * it can neither open a folder nor leave one.
 *
 * @param param the parameter it is
 */
record StoreTemplate(String param, String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^{}]*}");

    /** Ours, made of hexadecimal digits and one slash. */
    private static final Set<String> PREFIXES =
            Set.of("${unique_prefix}", "${unique_original_prefix}");

    /**
     * @param written how a value is written where it comes to stand
     */
    String fill(AssemblyFile file, RobotContext job, UnaryOperator<String> written) {
        return VARIABLE.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(value(found.group(), file, job, written)));
    }

    private String value(
            String variable, AssemblyFile file, RobotContext job, UnaryOperator<String> written) {
        String value = job.fill(param, variable, file);
        boolean asItIs = PREFIXES.contains(variable) || value.equals(variable);
        return asItIs || value.isEmpty() ? value : written.apply(Names.urlName(value));
    }
}
